using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace OpenSeva.Accounts;

/// <summary>Where a request comes from: the network address limits are counted against, and the browser as its owner would know it.</summary>
internal sealed record Client(string Address, string Device)
{
    public static Client Of(HttpContext http) => new(Network(http.Connection.RemoteIpAddress), DeviceOf(http.Request.Headers.UserAgent.ToString()));

    // One household or tower hands out a whole /64 of IPv6: counting single addresses would count nothing.
    private static string Network(IPAddress? address)
    {
        if (address is null) return "local";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetworkV6 ? Convert.ToHexStringLower(address.GetAddressBytes()[..8]) : address.ToString();
    }

    private static string DeviceOf(string agent)
    {
        var browser = First(agent, ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"));
        var system = First(agent, ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux"));
        return $"{browser} {system}".Trim();
    }

    private static string First(string agent, params ReadOnlySpan<(string Mark, string Name)> known)
    {
        foreach (var (mark, name) in known)
        {
            if (agent.Contains(mark, StringComparison.Ordinal)) return name;
        }

        return "";
    }
}

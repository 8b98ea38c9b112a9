using Microsoft.AspNetCore.Http;
using OpenSeva.Kernel.Web;

namespace OpenSeva.Accounts;

/// <summary>Where a request comes from: the network address limits are counted against, and the browser as its owner would know it.</summary>
internal sealed record Client(string Address, string Device)
{
    public static Client Of(HttpContext http) => new(Network.Of(http.Connection.RemoteIpAddress), DeviceOf(http.Request.Headers.UserAgent.ToString()));

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

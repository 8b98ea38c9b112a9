using System.Net;
using System.Net.Sockets;

namespace OpenSeva.Kernel.Web;

/// <summary>Which line a request comes over, as limits count it.</summary>
public static class Network
{
    /// <summary>One household or tower hands out a whole /64 of IPv6: counting single addresses would count nothing.</summary>
    public static string Of(IPAddress? address)
    {
        if (address is null) return "local";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetworkV6 ? Convert.ToHexStringLower(address.GetAddressBytes()[..8]) : address.ToString();
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;

namespace OpenSeva.Documents.Certificates;

/// <summary>Names that cannot be guessed: 128 random bits in 22 characters fit for an address.</summary>
internal static class Tokens
{
    public const int Length = 22;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}

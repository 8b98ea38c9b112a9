using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OpenSeva.Accounts;

/// <summary>
/// 256 random bits that open something: a session, an invitation, a step half done. The database keeps the hash only;
/// at that length a plain SHA-256 cannot be guessed back.
/// </summary>
internal static class Secret
{
    public static (string Text, byte[] Hash) New()
    {
        var text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (text, HashOf(text));
    }

    public static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace OpenSeva.Notices.Messages;

/// <summary>Seals the arguments of messages that carry one-time codes, so that nobody reads them in the database.</summary>
internal sealed class Secrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("notices.secret");

    public string Seal(IReadOnlyList<string> arguments) => protector.Protect(JsonSerializer.Serialize(arguments));

    /// <returns>Null when the keys it was sealed with are gone.</returns>
    public IReadOnlyList<string>? Open(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<List<string>>(protector.Unprotect(text));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

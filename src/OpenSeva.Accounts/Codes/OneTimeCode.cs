using System.Security.Cryptography;
using System.Text;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Codes;

/// <summary>Six digits sent to one address for one step. Kept as a keyed hash bound to that step, valid ten minutes, five tries, once.</summary>
[Unjournaled]
internal sealed class OneTimeCode : Entity
{
    public const int MostTries = 5;
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    public Guid ProofId { get; private init; }
    public Slot Slot { get; private init; }
    public byte[] Salt { get; private init; } = [];
    public byte[] Hash { get; private init; } = [];
    public DateTimeOffset ExpiresAt { get; private init; }
    public int Tries { get; private set; }
    public DateTimeOffset? RedeemedAt { get; private set; }

    private OneTimeCode() { }

    public override string Stream => $"proof/{ProofId:N}";

    public static (OneTimeCode Row, string Digits) Issue(Guid proofId, Slot slot, DateTimeOffset now)
    {
        var digits = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
        var salt = RandomNumberGenerator.GetBytes(32);
        return (new() { ProofId = proofId, Slot = slot, Salt = salt, Hash = HashOf(salt, proofId, slot, digits), ExpiresAt = now + Life }, digits);
    }

    /// <summary>Stands where a code would stand for an address nobody is known under: nothing matches it.</summary>
    public static OneTimeCode Decoy(Guid proofId, Slot slot, DateTimeOffset now) =>
        new() { ProofId = proofId, Slot = slot, Salt = RandomNumberGenerator.GetBytes(32), Hash = RandomNumberGenerator.GetBytes(32), ExpiresAt = now + Life };

    public bool Matches(string digits) => CryptographicOperations.FixedTimeEquals(Hash, HashOf(Salt, ProofId, Slot, digits));

    private static byte[] HashOf(byte[] salt, Guid proofId, Slot slot, string digits) =>
        HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes($"{proofId:N}/{slot}/{digits}"));
}

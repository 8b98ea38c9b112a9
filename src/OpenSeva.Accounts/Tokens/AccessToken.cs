using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Tokens;

internal sealed record TokenMade(Guid TokenId, Guid MadeBy, DateTimeOffset At) : IEvent;

internal sealed record TokenRevoked(Guid TokenId, DateTimeOffset At) : IEvent;

/// <summary>A department's own system at the API: may read what its scopes name, until it expires or is revoked.</summary>
internal sealed class AccessToken : Entity
{
    public const int LongestDays = 365;

    public byte[] SecretHash { get; private init; } = [];

    /// <summary>Which system uses it.</summary>
    public string Name { get; private init; } = "";
    public string Department { get; private init; } = "";
    public Guid MadeBy { get; private init; }
    public IReadOnlyList<string> Scopes { get; private init; } = [];
    public DateTimeOffset MadeAt { get; private init; }
    public DateTimeOffset ExpiresAt { get; private init; }
    public DateTimeOffset? RevokedAt { get; private set; }

    private AccessToken() { }

    public override string Stream => $"account/{MadeBy:N}";

    public static (AccessToken Token, string Secret) Make(string name, string department, Guid by, IReadOnlyList<string> scopes, int days, DateTimeOffset now)
    {
        if (scopes.Count is 0 || scopes.Except(Scope.All).Any()) throw new Refusal("accounts.scope-unknown");
        if (days is < 1 or > LongestDays) throw new Refusal("accounts.token-too-long", LongestDays);
        var (secret, hash) = Secret.New();
        var token = new AccessToken
        {
            SecretHash = hash, Name = name, Department = department, MadeBy = by, Scopes = [.. scopes.Distinct().Order(StringComparer.Ordinal)], MadeAt = now, ExpiresAt = now.AddDays(days),
        };
        token.Raise(new TokenMade(token.Id, by, now));
        return (token, secret);
    }

    /// <summary>A token opens what its maker oversees: applications and figures only a head of department.</summary>
    /// <param name="powers">The maker's powers in force.</param>
    public static bool MayMake(IReadOnlyCollection<string> powers, string scope) =>
        powers.Contains(Grant.DepartmentHead) || (powers.Contains(Grant.Administrator) && scope is not (Scope.Cases or Scope.Insight));

    public bool IsGood(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;

    public void Revoke(DateTimeOffset now)
    {
        if (RevokedAt is not null) return;
        RevokedAt = now;
        Raise(new TokenRevoked(Id, now));
    }
}

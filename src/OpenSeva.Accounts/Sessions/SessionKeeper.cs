using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Accounts.Staff;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Sessions;

/// <summary>
/// Knows who stands behind a cookie or a token. What was read is believed for three seconds: a session ended, a staff
/// member disabled, a charge handed over takes effect on every node within that time (ASVS 7.4.1 asks for it; five is our promise).
/// </summary>
internal sealed class SessionKeeper(IServiceScopeFactory scopes, SessionUses uses, TimeProvider clock)
{
    private const int Most = 50_000;
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<string, (Visitor? Visitor, DateTimeOffset At)> known = new(StringComparer.Ordinal);

    /// <returns>Null when the secret opens nothing, or nothing any more.</returns>
    public async Task<Visitor?> Find(string secret, bool isToken, CancellationToken ct)
    {
        var (hash, now) = (Secret.HashOf(secret), clock.Now);
        var key = Convert.ToHexString(hash);
        if (!known.TryGetValue(key, out var entry) || now < entry.At || now - entry.At >= Believed)
        {
            if (known.Count > Most) known.Clear();
            entry = (isToken ? await LoadToken(hash, now, ct) : await LoadSession(hash, now, ct), now);
            known[key] = entry;
        }

        if (entry.Visitor is { Session: { } session }) uses.Note(session, now);
        return entry.Visitor;
    }

    /// <summary>This node need not wait three seconds for what it did itself.</summary>
    public void Forget(byte[] hash) => known.TryRemove(Convert.ToHexString(hash), out _);

    private async Task<Visitor?> LoadSession(byte[] hash, DateTimeOffset now, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountsDb>();
        var found = await db.Sessions.Where(row => row.SecretHash == hash && row.EndedAt == null)
            .Join(db.SessionUses, row => row.Id, use => use.SessionId, (row, use) => new { Session = row, use.SeenAt, use.ProvenAt }).SingleOrDefaultAsync(ct);
        if (found is null || !found.Session.IsOpen(uses.LastOf(found.Session.Id, found.SeenAt), now)) return null;

        var session = found.Session;
        if (session.Kind is AccountKind.Citizen)
        {
            var name = await db.Citizens.Where(row => row.Id == session.AccountId).Select(row => row.Name).SingleOrDefaultAsync(ct);
            return name is null ? null : new(new Actor(ActorKind.Citizen, session.AccountId, null, null, []), name, session.Id);
        }

        var staff = await db.Staff.SingleOrDefaultAsync(row => row.Id == session.AccountId && row.State == StaffState.Active, ct);
        if (staff is null) return null;
        var grants = await db.Grants.Where(row => row.StaffId == staff.Id && row.State == Grants.GrantState.Active).Select(row => row.Power).Distinct().ToListAsync(ct);
        // A charge that ended leaves the officer without a post, not without a session.
        var seat = session.PostId is not { } held ? null
            : (await scope.ServiceProvider.GetRequiredService<IDirectory>().PostsOf(staff.Id, clock.Today, ct)).FirstOrDefault(seat => seat.PostId == held);
        return new(new Actor(ActorKind.Staff, staff.Id, seat?.PostId, staff.Department, grants), staff.Name, session.Id, seat?.Title, found.ProvenAt ?? session.StartedAt);
    }

    private async Task<Visitor?> LoadToken(byte[] hash, DateTimeOffset now, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountsDb>();
        var token = await db.Tokens.SingleOrDefaultAsync(row => row.SecretHash == hash, ct);
        return token?.IsGood(now) is true ? new(new Actor(ActorKind.Token, token.Id, null, token.Department, token.Scopes), token.Name, null) : null;
    }
}

/// <summary>Who is at the door.</summary>
/// <param name="Session">Null for a department's system with a token.</param>
/// <param name="ActsAs">Title of the post acted from.</param>
/// <param name="ProvenAt">When a staff member last showed their passkey.</param>
internal sealed record Visitor(Actor Actor, string Name, Guid? Session, LocalText? ActsAs = null, DateTimeOffset? ProvenAt = null);

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Accounts.Codes;
using OpenSeva.Accounts.Staff;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Passkeys;

/// <summary>Hands out challenges and takes each back once.</summary>
internal sealed class Challenges(AccountsDb db, IPasskeyHandler<StaffMember> passkeys, Limits limits, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    public async Task<ChallengeAnswer?> ToSignIn(HttpContext http, CancellationToken ct)
    {
        if (!await limits.MayAsk([], Client.Of(http).Address, ct)) return null;
        var made = await passkeys.MakeRequestOptionsAsync(null!, http);
        return Keep(null, made.AssertionState!, made.RequestOptionsJson);
    }

    public async Task<ChallengeAnswer> ToEnrol(Invitation invitation, StaffMember staff, HttpContext http)
    {
        var made = await passkeys.MakeCreationOptionsAsync(new() { Id = staff.Id.ToString("N"), Name = staff.Email, DisplayName = staff.Name }, http);
        return Keep(invitation.Id, made.AttestationState!, made.CreationOptionsJson);
    }

    /// <summary>Takes the challenge away, whatever the answer is worth.</summary>
    /// <returns>What was asked, or null when it was never asked, is too old, or was answered already.</returns>
    public async Task<Challenge?> Take(string handle, CancellationToken ct)
    {
        var (hash, now) = (Secret.HashOf(handle), clock.Now);
        var asked = await db.Challenges.AsNoTracking().SingleOrDefaultAsync(row => row.HandleHash == hash, ct);
        var taken = await db.Challenges.Where(row => row.HandleHash == hash).ExecuteDeleteAsync(ct);
        return taken is 1 && asked?.ExpiresAt > now ? asked : null;
    }

    private ChallengeAnswer Keep(Guid? invitation, string state, string options)
    {
        var (handle, hash) = Secret.New();
        db.Challenges.Add(new Challenge { HandleHash = hash, InvitationId = invitation, State = state, ExpiresAt = clock.Now + Life });
        return new(handle, System.Text.Json.JsonDocument.Parse(options).RootElement.Clone());
    }
}

/// <param name="Challenge">Brought back with the device's answer; good once.</param>
/// <param name="Options">For <c>navigator.credentials</c>, as WebAuthn level 3 writes it in JSON.</param>
public sealed record ChallengeAnswer(string Challenge, System.Text.Json.JsonElement Options);

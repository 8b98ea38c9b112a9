using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Accounts.Staff;
using OpenSeva.Contracts.Notices;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Passkeys;

/// <summary>
/// Judges what a staff member's device signed, inside a command. A refused answer is a result, not a refusal: that the
/// challenge was used up, and that a key is doubted, must stay.
/// </summary>
internal sealed class Assertions(AccountsDb db, Challenges challenges, IPasskeyHandler<StaffMember> passkeys, INotices notices, TimeProvider clock)
{
    /// <param name="Why">Why it was not accepted; null when it was.</param>
    /// <param name="Doubted">The key that counted backwards.</param>
    internal sealed record Judged(StaffMember? Staff, string? Why, Guid? Doubted = null);

    public async Task<Judged> Judge(string challenge, JsonElement credential, HttpContext http, CancellationToken ct)
    {
        if (await challenges.Take(challenge, ct) is not { InvitationId: null } asked) return new(null, "challenge unknown, old or used");
        var result = await passkeys.PerformAssertionAsync(new() { HttpContext = http, CredentialJson = credential.GetRawText(), AssertionState = asked.State });
        if (!result.Succeeded) return new(null, result.Failure.Message);

        var staff = result.User;
        var passkey = await db.Passkeys.SingleAsync(row => row.CredentialId == result.Passkey.CredentialId, ct);
        if (passkey.Use(result.Passkey, clock.Now)) return new(staff, null);

        await notices.Send(new(new(null, staff.Email, null, staff.Language), "accounts-passkey-doubted", [staff.Name]), ct);
        return new(null, "the key counted backwards", passkey.Id);
    }
}

using Microsoft.EntityFrameworkCore;
using OpenSeva.Accounts.Citizens;
using OpenSeva.Contracts.Notices;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;

namespace OpenSeva.Accounts.Codes;

/// <summary>
/// Sends the codes of a step, after the page has answered. Only here does it matter whether somebody is known: a known
/// address that tries to register is told so in its own mailbox, an unknown one that signs in gets nothing.
/// </summary>
internal sealed class SendCodes(Work work, TimeProvider clock) : IHandle<CodesAsked>
{
    public Task Handle(CodesAsked happened, CancellationToken ct) => work.Run(async (AccountsDb db, INotices notices) =>
    {
        var now = clock.Now;
        var proof = await db.Proofs.AsNoTracking().SingleOrDefaultAsync(row => row.Id == happened.ProofId, ct);
        if (proof is null || !proof.IsOpen(now) || happened.Round < proof.Rounds) return false;

        var done = await db.Codes.AsNoTracking().Where(code => code.ProofId == proof.Id && code.RedeemedAt != null).Select(code => code.Slot).ToListAsync(ct);
        await db.Codes.Where(code => code.ProofId == proof.Id && code.RedeemedAt == null).ExecuteDeleteAsync(ct);
        var citizen = await Known(db, proof, ct);
        foreach (var slot in proof.Slots.Except(done))
        {
            if (To(proof, slot, citizen) is not { } recipient)
            {
                db.Codes.Add(OneTimeCode.Decoy(proof.Id, slot, now));
                continue;
            }

            var (row, digits) = OneTimeCode.Issue(proof.Id, slot, now);
            db.Codes.Add(row);
            await notices.Send(new(recipient, Template(proof.Purpose), [digits, $"{OneTimeCode.Life.TotalMinutes:0}"], Secret: true), ct);
        }

        // Told in the first round only: asking again must not fill somebody else's mailbox.
        if (happened.Round is 1 && Taken(proof, citizen) is { } holder)
            await notices.Send(new(new(holder.Id, holder.Email, null, holder.Language), "accounts-known", [holder.Name], Path: "/account/sign-in"), ct);
        return true;
    }, ct);

    /// <summary>Who is known under the address: the account itself, and whoever already holds an e-mail asked for.</summary>
    private static async Task<(Citizen? Self, Citizen? Holder)> Known(AccountsDb db, Proof proof, CancellationToken ct)
    {
        var key = proof.Email is { } email ? Contact.Key(email) : null;
        var byEmail = key is null ? null : await db.Citizens.AsNoTracking().SingleOrDefaultAsync(row => row.EmailKey == key, ct);
        // Whoever gets their account back may keep an address that works still.
        if (proof.Purpose is Purpose.Recover && byEmail?.Id == proof.CitizenId) byEmail = null;
        if (proof.CitizenId is { } id) return (await db.Citizens.AsNoTracking().SingleAsync(row => row.Id == id, ct), byEmail);
        if (proof.Purpose is Purpose.Register) return (null, byEmail);
        if (key is not null) return (byEmail, null);
        // A family shares one mobile: it is a sign-in name only while it belongs to one account.
        var byMobile = await db.Citizens.AsNoTracking().Where(row => row.Mobile == proof.Mobile).Take(2).ToListAsync(ct);
        return (byMobile is [var only] ? only : null, null);
    }

    private static Recipient? To(Proof proof, Slot slot, (Citizen? Self, Citizen? Holder) known) => (proof.Purpose, slot) switch
    {
        (Purpose.Register or Purpose.Recover, Slot.Email) => known.Holder is null ? new(null, proof.Email, null, proof.Language) : null,
        (Purpose.Register or Purpose.Recover, _) => new(null, null, proof.Mobile, proof.Language),
        (_, Slot.Email) => known.Self is { } self ? new(self.Id, self.Email, null, self.Language) : null,
        (_, Slot.Mobile) => known.Self is { } self ? new(self.Id, null, self.Mobile, self.Language) : null,
        (_, Slot.NewEmail) => known.Holder is null ? new(null, proof.Email, null, proof.Language) : null,
        _ => new(null, null, proof.Mobile, proof.Language),
    };

    private static Citizen? Taken(Proof proof, (Citizen? Self, Citizen? Holder) known) =>
        proof.Purpose is Purpose.Register or Purpose.ChangeEmail or Purpose.Recover ? known.Holder : null;

    private static string Template(Purpose purpose) => purpose switch
    {
        Purpose.Register => "accounts-register",
        Purpose.SignIn => "accounts-sign-in",
        _ => "accounts-change",
    };
}

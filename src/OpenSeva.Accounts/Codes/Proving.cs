using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Codes;

internal enum Verdict { Proven, Wrong, TooMany, Over }

/// <summary>Begins a step, sends its codes again, and judges the codes that come back.</summary>
internal sealed partial class Proving(Work work, AccountsDb db, TimeProvider clock, ILogger<Proving> log)
{
    /// <summary>What a page says about a step half done. Addresses are masked: the ticket alone proves nothing.</summary>
    internal sealed record Card(Purpose Purpose, IReadOnlyList<(Slot Slot, string? Masked, bool IsDone)> Slots, DateTimeOffset ExpiresAt);

    internal sealed record Judgement(Verdict Verdict, Proof? Proof, IReadOnlyList<Slot> Wrong);

    private sealed record Begun(string? Ticket);

    /// <returns>The ticket: whoever holds it and reads the codes finishes the step.</returns>
    public async Task<string> Begin(Func<DateTimeOffset, (Proof Proof, string Ticket)> make, Client client, CancellationToken ct)
    {
        var begun = await work.Run(async (AccountsDb db, Limits limits) =>
        {
            var (proof, ticket) = make(clock.Now);
            if (!await limits.MayAsk(Addresses(proof), client.Address, ct)) return new Begun(null);
            db.Proofs.Add(proof);
            return new Begun(ticket);
        }, ct);
        // Thrown after the commit: the count must stay.
        if (begun.Ticket is null) LogTooManyAsked();
        return begun.Ticket ?? throw new Refusal("request.too-many");
    }

    public async Task AskAgain(string ticket, Client client, CancellationToken ct)
    {
        var may = await work.Run(async (AccountsDb db, Limits limits) =>
        {
            var hash = Secret.HashOf(ticket);
            var proof = await db.Proofs.SingleOrDefaultAsync(row => row.TicketHash == hash, ct) ?? throw new Refusal("accounts.step-over");
            if (!await limits.MayAsk(Addresses(proof), client.Address, ct)) return false;
            proof.AskAgain(clock.Now);
            return true;
        }, ct);
        if (!may) throw new Refusal("request.too-many");
    }

    public async Task<Card?> Find(string? ticket, CancellationToken ct)
    {
        if (ticket is null) return null;
        var hash = Secret.HashOf(ticket);
        var proof = await db.Proofs.SingleOrDefaultAsync(row => row.TicketHash == hash, ct);
        if (proof is null || !proof.IsOpen(clock.Now)) return null;
        var done = await db.Codes.Where(code => code.ProofId == proof.Id && code.RedeemedAt != null).Select(code => code.Slot).ToListAsync(ct);
        return new(proof.Purpose, [.. proof.Slots.Select(slot => (slot, Masked(proof, slot), done.Contains(slot)))], proof.ExpiresAt);
    }

    /// <summary>
    /// Inside the finishing command. Every path does the same work on the same rows, whether anybody is known under the
    /// address or not. Failures are counted in the caller's commit: answer them by a result, not by a refusal.
    /// </summary>
    public static async Task<Judgement> Judge(
        IServiceProvider command, string ticket, Purpose purpose, IReadOnlyDictionary<Slot, string?> given, Client client, CancellationToken ct)
    {
        var (db, limits) = (command.GetRequiredService<AccountsDb>(), command.GetRequiredService<Limits>());
        var now = command.GetRequiredService<TimeProvider>().Now;
        var hash = Secret.HashOf(ticket);
        var proof = await db.Proofs.AsNoTracking().SingleOrDefaultAsync(row => row.TicketHash == hash && row.Purpose == purpose, ct);
        if (proof is null || !proof.IsOpen(now)) return new(Verdict.Over, null, []);
        if (!await limits.MayTry(proof.Whom, client.Address, ct)) return new(Verdict.TooMany, null, []);

        var wrong = new List<Slot>();
        foreach (var slot in proof.Slots)
        {
            if (!await Redeem(db, proof, slot, given.GetValueOrDefault(slot) ?? "", now, ct)) wrong.Add(slot);
        }

        if (wrong.Count > 0)
        {
            await limits.Failed(proof.Whom, client.Address, ct);
            return new(Verdict.Wrong, proof, wrong);
        }

        // Of fifty who bring the right codes at the same moment, one finds the step still open.
        var first = await db.Proofs.Where(row => row.Id == proof.Id && row.DoneAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.DoneAt, now), ct);
        return first is 1 ? new(Verdict.Proven, proof, []) : new(Verdict.Over, null, []);
    }

    private static async Task<bool> Redeem(AccountsDb db, Proof proof, Slot slot, string typed, DateTimeOffset now, CancellationToken ct)
    {
        var mine = db.Codes.AsNoTracking().Where(code => code.ProofId == proof.Id && code.Slot == slot);
        if (await mine.AnyAsync(code => code.RedeemedAt != null, ct)) return true;
        // The try is counted before it is judged, in one statement that also takes the row: no race gives a sixth try.
        var counted = await db.Codes.Where(code => code.ProofId == proof.Id && code.Slot == slot && code.RedeemedAt == null && code.Tries < OneTimeCode.MostTries && code.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(code => code.Tries, code => code.Tries + 1), ct);
        // Nothing to count: spent, too old, or redeemed in this very moment by the same step sent twice.
        if (counted is 0) return await mine.AnyAsync(code => code.RedeemedAt != null, ct);
        // Gone when fresh codes were sent in this very moment.
        var row = await mine.SingleOrDefaultAsync(ct);
        if (row is null || Contact.Digits(typed) is not { Length: 6 } digits || !row.Matches(digits)) return false;
        return await db.Codes.Where(code => code.Id == row.Id && code.RedeemedAt == null).ExecuteUpdateAsync(set => set.SetProperty(code => code.RedeemedAt, now), ct) is 1;
    }

    private static IEnumerable<string> Addresses(Proof proof) => new[] { proof.Email is { } email ? Contact.Key(email) : null, proof.Mobile }.OfType<string>();

    private static string? Masked(Proof proof, Slot slot) => slot switch
    {
        Slot.Email when proof.Purpose is not Purpose.ChangeEmail => Contact.MaskEmail(proof.Email!),
        Slot.Mobile when proof.Purpose is not Purpose.ChangeMobile => Contact.MaskMobile(proof.Mobile!),
        Slot.NewEmail => Contact.MaskEmail(proof.Email!),
        Slot.NewMobile => Contact.MaskMobile(proof.Mobile!),
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Too many codes asked for from one place or for one address")]
    private partial void LogTooManyAsked();
}

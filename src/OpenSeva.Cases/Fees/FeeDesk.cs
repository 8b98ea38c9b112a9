using Microsoft.EntityFrameworkCore;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Cases.Submission;
using OpenSeva.Contracts.Clock;
using OpenSeva.Contracts.Desk;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Fees;

/// <summary>
/// The desk that holds a case, or decided it, has an item of its own as long as money that came for it was taken back.
/// Called inside a command.
/// </summary>
internal sealed class FeeDesk(CasesDb db, IDesk desk, IDirectory directory, IClock legalClock, TimeProvider clock)
{
    /// <returns>The item, and the post on whose desk it lies: a second one there would say nothing new.</returns>
    public async Task<(Guid Item, Guid Post)> Tell(Case file, CancellationToken ct)
    {
        var post = file.IsOver ? file.DecidedFrom ?? file.PostId : file.PostId;
        if ((await desk.FeeItems(file.Id, ct)).FirstOrDefault(one => one.PostId == post) is { } waiting) return (waiting.Id, post);

        var seat = await directory.Post(post, clock.Today, ct) ?? throw new Refusal("request.not-found");
        // What has no limit lies below everything that has one: the next working day brings it up.
        var due = await legalClock.StageDue(seat.Office.Id, 1, clock.Now, ct);
        var item = await desk.Place(new(
            DeskKind.Fee, file.Id, file.Stream, file.Number, file.ApplicantName, file.Service, file.Department,
            seat.Office.Id, post, file.Stage, due, $"/office/cases/{file.Id}"), ct);
        await db.Admit(file.Id, post, ct);
        return (item, post);
    }

    /// <summary>One fee is settled; the desk is told no longer when nothing else that was taken back is owed.</summary>
    /// <param name="settled">The case for its own fee, the charge for a further one.</param>
    public async Task Settled(Guid caseId, Guid settled, CancellationToken ct)
    {
        if (settled != caseId && await db.FeeTakenBackAt(caseId, ct) is not null) return;
        if (await db.Charges.AnyAsync(one => one.CaseId == caseId && one.Id != settled && one.FirstPaidAt != null && one.PaidAt == null && one.LapsedAt == null, ct)) return;
        foreach (var item in await desk.FeeItems(caseId, ct)) await desk.Close(item.Id, ct);
    }
}

using OpenSeva.Cases.CaseFile;
using OpenSeva.Cases.Decisions;
using OpenSeva.Cases.Submission;
using OpenSeva.Contracts.Desk;
using OpenSeva.Contracts.Directory;
using OpenSeva.Definitions;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Clearances;

/// <summary>An officer asks the other offices, all in parallel: each gets an item of its own, the main item stays.</summary>
internal sealed class AskClearances(CasesDb db, IDesk desk, ClearanceLimits limits, Routing routing, TimeProvider clock)
{
    public async Task Ask(CaseInHand inHand, StageAction action, DecideRequest request, Actor actor, CancellationToken ct)
    {
        var (file, now) = (inHand.Case, clock.Now);
        foreach (var clearance in inHand.Standing.ToAsk().ToList())
        {
            var seat = await routing.Of(clearance, file.Unit, ct);
            var due = await limits.Of(file.Id, seat.Office.Id, clearance, now, ct);
            var item = await Place(file, clearance, seat, due, ct);
            var asked = ClearanceRequest.Ask(file.Id, clearance.Code, file.Stage, seat, item, actor.Post, due, now);
            db.Clearances.Add(asked);
            db.Acts.Add(CaseAct.Of(file, ActKind.Asked, actor, now, new(clearance.Code, Remarks: request.Remarks, ToPost: seat.PostId, Reference: asked.Id)));
            await db.Admit(file.Id, seat.PostId, ct);
        }
    }

    private Task<Guid> Place(Case file, Clearance clearance, SeatCard seat, DateTimeOffset due, CancellationToken ct) => desk.Place(new(
        DeskKind.Clearance, file.Id, file.Stream, file.Number, file.ApplicantName, file.Service, file.Department,
        seat.Office.Id, seat.PostId, clearance.Code, due, $"/office/cases/{file.Id}"), ct);
}

using System.Text.Json.Nodes;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Cases.Charges;
using OpenSeva.Cases.Clearances;
using OpenSeva.Cases.Objections;
using OpenSeva.Cases.Submission;
using OpenSeva.Contracts.Clock;
using OpenSeva.Contracts.Desk;
using OpenSeva.Definitions;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;

namespace OpenSeva.Cases.Decisions;

/// <summary>Does a permitted action: case, history, desk and clock together. Called inside a command.</summary>
internal sealed class Acts(CasesDb db, IDesk desk, IClock legalClock, Routing routing, Objecting objecting, AskClearances asking, Beginning beginning, ChargeFee charging, TimeProvider clock)
{
    public Task Do(CaseInHand inHand, StageAction action, DecideRequest request, Actor actor, CancellationToken ct) => action.Kind switch
    {
        ActionKind.Forward => Move(inHand, action, ActKind.Forwarded, request, actor, ct),
        ActionKind.Recommend => Move(inHand, action, ActKind.Recommended, request, actor, ct),
        ActionKind.Return => Move(inHand, action, ActKind.Returned, request, actor, ct),
        ActionKind.Object => objecting.Raise(inHand, action, request, actor, ct),
        ActionKind.Ask => asking.Ask(inHand, action, request, actor, ct),
        ActionKind.Approve => End(inHand, action, ActKind.Approved, request, actor, ct),
        ActionKind.Reject => End(inHand, action, ActKind.Rejected, request, actor, ct),
        ActionKind.Complete => beginning.Complete(inHand, action, request, actor, ct),
        ActionKind.Report => beginning.Report(inHand, action, request, actor, ct),
        ActionKind.Charge => charging.Ask(inHand, action, request, actor, ct),
        _ => throw new InvalidOperationException($"Unknown action {action.Kind}."),
    };

    private async Task Move(CaseInHand inHand, StageAction action, ActKind kind, DecideRequest request, Actor actor, CancellationToken ct)
    {
        var (file, now) = (inHand.Case, clock.Now);
        var stage = inHand.Definition.Workflow.Stages.Single(one => one.Code == action.To);
        var seat = await routing.Of(stage, inHand.Definition, file.Unit, ct);
        var due = await routing.DueAt(file.Id, stage, now, ct);
        var from = file.Stage;
        file.MoveTo(seat, stage.Code, now);
        db.Acts.Add(CaseAct.Of(file, kind, actor, now, Deed(action, request) with { Stage = from, ToStage = stage.Code, ToPost = seat.PostId }));
        await db.Admit(file.Id, seat.PostId, ct);
        await desk.Move(file.ItemId, seat.PostId, stage.Code, due, ct);
    }

    private async Task End(CaseInHand inHand, StageAction action, ActKind kind, DecideRequest request, Actor actor, CancellationToken ct)
    {
        var (file, now) = (inHand.Case, clock.Now);
        if (kind is ActKind.Approved && inHand.HasCharges) await charging.MustBePaid(file, ct);
        await beginning.BeforeTheEnd(inHand, ct);
        file.Decide(kind is ActKind.Approved, actor.Id ?? throw new Refusal("actor.post-only"), actor.Post, request.Reasons ?? [], now);
        db.Acts.Add(CaseAct.Of(file, kind, actor, now, Deed(action, request)));
        await Close(inHand, ct);
    }

    /// <summary>Nothing waits any longer: the clock stops, every item leaves its desk.</summary>
    public async Task Close(CaseInHand inHand, CancellationToken ct)
    {
        var file = inHand.Case;
        await legalClock.Record(file.Id, ClockEventKind.Stopped, null, ct);
        await desk.Close(file.ItemId, ct);
        if (inHand.HasCharges) await charging.CallOff(file.Id, ct);
        foreach (var asked in inHand.Clearances.Where(asked => asked.State is ClearanceState.Waiting))
        {
            asked.Lapse();
            await desk.Close(asked.ItemId, ct);
        }
    }

    private static Deed Deed(StageAction action, DecideRequest request) =>
        new(action.Code, Remarks: request.Remarks, Reasons: request.Reasons, Fields: request.Fields?.DeepClone() as JsonObject);
}

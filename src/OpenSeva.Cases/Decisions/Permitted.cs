using System.Text.Json.Nodes;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Cases.Clearances;
using OpenSeva.Contracts.Cases;
using OpenSeva.Definitions;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Decisions;

/// <summary>Where a case stands, as far as it decides what may be done with it.</summary>
/// <param name="Holds">The one who looks acts from the post that holds the main item.</param>
/// <param name="Roles">What the post acted from carries today: it may have lost what it had when the case came to it.</param>
/// <param name="Staff">The one who looks.</param>
/// <param name="Makers">Who did something in which stage.</param>
internal sealed record Standing(
    CaseState State, Stage Stage, JsonObject Answers, DateOnly Today, bool Holds, IReadOnlyList<string> Roles, Guid? Staff,
    IReadOnlyList<Maker> Makers, IReadOnlyList<Asked> Asked)
{
    /// <summary>The law's time has begun; looked at only where an action of the stage would begin it.</summary>
    public bool HasBegun { get; init; }

    /// <summary>The law's time begins with a report or a payment that has not come; looked at only where the stage grants.</summary>
    public bool AwaitsTime { get; init; }

    /// <summary>A further fee was asked for and is not paid.</summary>
    public bool Owes { get; init; }

    /// <summary>Heads of further fees that are paid.</summary>
    public IReadOnlyList<string> PaidHeads { get; init; } = [];
}

/// <summary>A staff member who acted in a stage.</summary>
internal sealed record Maker(string Stage, Guid Staff);

/// <summary>A clearance asked, and how it stands. The last one of a code counts.</summary>
internal sealed record Asked(string Code, ClearanceState State);

/// <summary>An action of the stage, and why it may not be done now.</summary>
/// <param name="Blocked">Refusal code; null when it may be done.</param>
internal sealed record Permit(StageAction Action, string? Blocked);

/// <summary>What may be done now: the one table behind the buttons, the guard and the tests.</summary>
internal static class Permitted
{
    public const string Clearances = "clearances";

    /// <summary>Each line: what stands in the way, and the refusal that says so. The first that applies counts.</summary>
    private static readonly (Func<Standing, StageAction, bool> Hinders, string Refusal)[] Table =
    [
        ((now, _) => now.State is CaseState.Approved or CaseState.Rejected or CaseState.Withdrawn, "case.closed"),
        ((now, _) => !now.Holds, "case.not-at-your-desk"),
        ((now, _) => !now.HasRole(), "case.not-your-role"),
        ((now, _) => now.State is CaseState.WithCitizen, "case.with-citizen"),
        ((now, action) => !action.When.Holds(now.Answers, now.Today), "case.action-does-not-apply"),
        ((now, action) => now.Makers.Any(maker => maker.Staff == now.Staff && action.NotBy.Contains(maker.Stage)), "case.same-person"),
        ((now, action) => action.Requires.Contains(Clearances) && !now.ClearancesAnswered(), "case.clearances-missing"),
        ((now, action) => action.Kind is ActionKind.Complete or ActionKind.Report && now.HasBegun, "case.time-begun"),
        ((now, action) => action.Kind is ActionKind.Approve or ActionKind.Charge && now.Owes, "case.charge-unpaid"),
        ((now, action) => action.Kind is ActionKind.Approve && now.AwaitsTime, "case.time-not-begun"),
        ((now, action) => action.Kind is ActionKind.Charge && action.Charges.Any(now.PaidHeads.Contains), "case.charge-paid"),
        ((now, action) => action.Kind is ActionKind.Ask && !now.ToAsk().Any(), "case.nothing-to-ask"),
    ];

    /// <summary>Every action of the stage with what hinders it.</summary>
    public static IReadOnlyList<Permit> Actions(this Standing now) => [.. now.Stage.Actions.Select(action => now.May(action))];

    public static Permit May(this Standing now, StageAction action) =>
        new(action, Table.FirstOrDefault(line => line.Hinders(now, action)).Refusal);

    /// <summary>The desk that holds the case may go on without the citizen's answer.</summary>
    public static bool MayEndObjection(this Standing now) => now is { State: CaseState.WithCitizen, Holds: true } && now.HasRole();

    /// <summary>The desk that holds the case may call off a further fee nobody has paid.</summary>
    public static bool MayCallOff(this Standing now) => now is { State: CaseState.Open or CaseState.WithCitizen, Holds: true, Owes: true } && now.HasRole();

    /// <summary>The post acted from carries the role of the case's stage.</summary>
    public static bool HasRole(this Standing now) => now.Roles.Contains(now.Stage.Role);

    /// <summary>Such a clearance is answered by a post that carries its role.</summary>
    public static bool MayAnswer(this CaseInHand inHand, ClearanceRequest asked, Actor actor) =>
        asked.State is ClearanceState.Waiting && actor.PostId == asked.PostId && inHand.Standing.Roles.Contains(inHand.Definition.RoleOf(asked.Stage, asked.Code) ?? "");

    /// <summary>The clearances whose last answer is an objection. Asking again takes nothing back before it is answered.</summary>
    public static IEnumerable<ClearanceRequest> NotCleared(this CaseInHand inHand) => inHand.Clearances
        .Where(asked => asked.State is ClearanceState.Clear or ClearanceState.NotClear).GroupBy(asked => asked.Code)
        .Select(answers => answers.Last()).Where(last => last.State is ClearanceState.NotClear);

    /// <summary>Granting, or whatever else waits for the other offices' answers, goes against an objection only with written reasons.</summary>
    public static bool NeedsReasons(this CaseInHand inHand, StageAction action) =>
        (action.Kind is ActionKind.Approve || action.Requires.Contains(Clearances)) && inHand.NotCleared().Any();

    /// <summary>The role of a stage's clearance; null when the stage has no such clearance.</summary>
    public static string? RoleOf(this ServiceDefinition definition, string stage, string clearance) =>
        definition.Workflow.Stages.FirstOrDefault(one => one.Code == stage)?.Clearances.FirstOrDefault(one => one.Code == clearance)?.Role;

    /// <summary>The stage's clearances that apply and are neither waiting nor given. A refused one may be asked again.</summary>
    public static IEnumerable<Clearance> ToAsk(this Standing now) =>
        now.Applicable().Where(clearance => now.Last(clearance.Code) is not (ClearanceState.Waiting or ClearanceState.Clear));

    private static bool ClearancesAnswered(this Standing now) =>
        now.Applicable().All(clearance => now.Last(clearance.Code) is ClearanceState.Clear or ClearanceState.NotClear);

    private static IEnumerable<Clearance> Applicable(this Standing now) =>
        now.Stage.Clearances.Where(clearance => clearance.When.Holds(now.Answers, now.Today));

    private static ClearanceState? Last(this Standing now, string code) => now.Asked.LastOrDefault(asked => asked.Code == code)?.State;
}

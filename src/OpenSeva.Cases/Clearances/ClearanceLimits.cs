using Microsoft.EntityFrameworkCore;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Contracts.Clock;
using OpenSeva.Contracts.Desk;
using OpenSeva.Definitions;

namespace OpenSeva.Cases.Clearances;

/// <summary>
/// Until when an office that was asked should answer: working days of its own calendar, but never after the law's limit,
/// as with a stage (docs/designers/clock.md, rule 10).
/// </summary>
internal sealed class ClearanceLimits(CasesDb db, IDesk desk, IClock legalClock)
{
    public async Task<DateTimeOffset> Of(Guid caseId, Guid office, Clearance clearance, DateTimeOffset askedAt, CancellationToken ct)
    {
        var own = await legalClock.StageDue(office, clearance.LimitDays, askedAt, ct);
        return (await legalClock.Of(caseId, ct))?.DueAt is { } law && law < own ? law : own;
    }

    /// <summary>The law's limit or a calendar moved: what still waits is counted again. Called inside a command.</summary>
    public async Task Recount(Case file, ServiceDefinition definition, CancellationToken ct)
    {
        if (definition.Workflow.Stages.All(stage => stage.Clearances.Count is 0)) return;

        foreach (var asked in await db.Clearances.Where(one => one.CaseId == file.Id && one.State == ClearanceState.Waiting).ToListAsync(ct))
            await Recount(asked, definition, ct);
    }

    public async Task Recount(ClearanceRequest asked, ServiceDefinition definition, CancellationToken ct)
    {
        var clearance = definition.Workflow.Stages.Single(one => one.Code == asked.Stage).Clearances.Single(one => one.Code == asked.Code);
        var due = await Of(asked.CaseId, asked.OfficeId, clearance, asked.AskedAt, ct);
        if (due != asked.DueAt) asked.Redate(due);
        if ((await desk.Find(asked.ItemId, ct))?.DueAt != due) await desk.Redate(asked.ItemId, due, ct);
    }
}

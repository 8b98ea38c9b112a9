using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Cases.Clearances;
using OpenSeva.Cases.Submission;
using OpenSeva.Contracts.Clock;
using OpenSeva.Contracts.Desk;
using OpenSeva.Contracts.Directory;
using OpenSeva.Definitions;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;

namespace OpenSeva.Cases.Decisions;

/// <summary>
/// The law's time begins after sending: the officer records that nothing is missing, or that a report from outside came.
/// Case, history, desk and clock together. Called inside a command.
/// </summary>
internal sealed class Beginning(CasesDb db, IDesk desk, IClock legalClock, Routing routing, ClearanceLimits clearances, IDirectory directory, TimeProvider clock)
{
    public async Task Complete(CaseInHand inHand, StageAction action, DecideRequest request, Actor actor, CancellationToken ct)
    {
        Note(inHand.Case, ActKind.Completed, action, request, actor, clock.Now);
        await Begin(inHand, ClockEventKind.Complete, await BecameComplete(inHand.Case, ct), ct);
    }

    /// <summary>A desk that decides takes the application for complete: without the record too, its time is counted and judged.</summary>
    public async Task BeforeTheEnd(CaseInHand inHand, CancellationToken ct)
    {
        if (inHand.Definition is not { StartsLater: true, Law.Rule.Start: StartRule.Complete }) return;
        if (await legalClock.Of(inHand.Case.Id, ct) is not { StartedAt: null }) return;
        await Begin(inHand, ClockEventKind.Complete, await BecameComplete(inHand.Case, ct), ct);
    }

    /// <summary>
    /// What the citizen mended made the application complete when the last answer came. Where nothing was mended, nothing
    /// was missing from the beginning: a desk gains nothing by waiting with its record, nor by asking and not waiting.
    /// </summary>
    private async Task<DateTimeOffset> BecameComplete(Case file, CancellationToken ct) =>
        (await db.Objections.Where(one => one.CaseId == file.Id && one.AnsweredAt != null).Select(one => one.AnsweredAt).ToListAsync(ct)).Max() ?? file.SubmittedAt;

    /// <summary>The time counts from the day the report came, never from before the application was sent.</summary>
    public async Task Report(CaseInHand inHand, StageAction action, DecideRequest request, Actor actor, CancellationToken ct)
    {
        var (file, now) = (inHand.Case, clock.Now);
        var day = DateOnly.Parse(request.Fields![action.Dated!]!.GetValue<string>(), CultureInfo.InvariantCulture);
        Note(file, ActKind.Reported, action, request, actor, now);
        await Begin(inHand, ClockEventKind.ExternalReport, await Came(file, day, now, ct), ct);
    }

    /// <summary>A report of tomorrow cannot have come.</summary>
    public static IEnumerable<WrongAnswer> Wrong(StageAction action, JsonObject fields, DateOnly today)
    {
        if (action.Kind is ActionKind.Report && fields[action.Dated!] is JsonValue value && value.TryGetValue(out string? text)
            && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day > today)
            yield return new(action.Dated!, "date-too-late", [today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)]);
    }

    /// <summary>The event that begins the time happened; on a clock that runs already it changes nothing.</summary>
    public async Task Begin(CaseInHand inHand, ClockEventKind kind, DateTimeOffset at, CancellationToken ct)
    {
        if (await legalClock.Of(inHand.Case.Id, ct) is { StartedAt: null }) await legalClock.Record(inHand.Case.Id, kind, null, at, ct);
        await Redate(inHand, ct);
    }

    /// <summary>Case and desk show the clock's present word.</summary>
    public async Task Redate(CaseInHand inHand, CancellationToken ct)
    {
        var file = inHand.Case;
        file.Redate((await legalClock.Of(file.Id, ct))?.DueAt);
        await desk.Redate(file.ItemId, await routing.DueAt(file.Id, inHand.Stage, file.StageSince, ct), ct);
        await clearances.Recount(file, inHand.Definition, ct);
    }

    /// <summary>The first day is not counted, so the hour of an earlier day does not matter; noon is that day everywhere in the state.</summary>
    private async Task<DateTimeOffset> Came(Case file, DateOnly day, DateTimeOffset now, CancellationToken ct)
    {
        if (day >= clock.Today) return now;

        var calendar = await directory.Calendar(file.OfficeId, ct);
        var noon = day.ToDateTime(new TimeOnly(12, 0));
        var came = new DateTimeOffset(noon, TimeZoneInfo.FindSystemTimeZoneById(calendar.TimeZone).GetUtcOffset(noon)).ToUniversalTime();
        return came < file.SubmittedAt ? file.SubmittedAt : came;
    }

    private void Note(Case file, ActKind kind, StageAction action, DecideRequest request, Actor actor, DateTimeOffset now) =>
        db.Acts.Add(CaseAct.Of(file, kind, actor, now, new(action.Code, Remarks: request.Remarks, Fields: request.Fields?.DeepClone() as JsonObject)));
}

using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Cases.Clearances;
using OpenSeva.Cases.Decisions;
using OpenSeva.Contracts.Clock;
using OpenSeva.Contracts.Desk;
using OpenSeva.Definitions;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;

namespace OpenSeva.Cases.Objections;

/// <summary>
/// An officer asks the citizen to mend named fields and documents, all at once. The desk that asks keeps the case;
/// the clock stands still for the action's named reason, or runs on when it names none.
/// </summary>
internal sealed class Objecting(CasesDb db, IDesk desk, IClock legalClock, ClearanceLimits limits, TimeProvider clock)
{
    public const int MostPoints = 100;
    public const int LongestNote = 500;

    public async Task Raise(CaseInHand inHand, StageAction action, DecideRequest request, Actor actor, CancellationToken ct)
    {
        var (file, now, points) = (inHand.Case, clock.Now, request.Points!);
        var earlier = await db.Objections.CountAsync(one => one.CaseId == file.Id, ct);
        var objection = Objection.Raise(file.Id, earlier + 1, points, request.Remarks, action.PauseReason, actor.Post, now);
        db.Objections.Add(objection);
        var due = action.PauseReason is { } reason ? await legalClock.Record(file.Id, ClockEventKind.Paused, reason, ct) : null;
        file.AskCitizen(points.Count, due, now);
        db.Acts.Add(CaseAct.Of(file, ActKind.Objected, actor, now, new(action.Code, Remarks: request.Remarks, Fields: request.Fields, Reference: objection.Id)));
        if (due is null) return;
        await desk.Redate(file.ItemId, due.DueAt, ct);
        await limits.Recount(file, inHand.Definition, ct);
    }

    /// <summary>Every point names what is there and why; the same target once.</summary>
    public static IEnumerable<WrongAnswer> Wrong(CaseInHand inHand, IReadOnlyList<ObjectionPoint> points)
    {
        if (points.Count is 0) yield return new("points", "point-required");
        if (points.Count > MostPoints) yield return new("points", "group-too-many", [MostPoints.ToString(CultureInfo.InvariantCulture)]);

        var asked = inHand.Definition.PagesAsked(inHand.Answers.Answers, inHand.Standing.Today)
            .SelectMany(page => page.Fields).ToDictionary(field => field.Code, StringComparer.Ordinal);
        var documents = inHand.Definition.Documents.Select(rule => rule.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var (place, point) in points.Index())
        {
            var workflow = inHand.Definition.Workflow;
            var field = point.Kind is PointKind.Field ? asked.GetValueOrDefault(point.Target) : null;
            if (field is null && (point.Kind is PointKind.Field || !documents.Contains(point.Target))) yield return new($"points.{place}.target", "choice");
            if (string.IsNullOrEmpty(point.Reason) && point.Note is not null) yield return new($"points.{place}.reason", "point-reason");
            else if (workflow.ObjectionReasons.All(reason => reason.Code != point.Reason)) yield return new($"points.{place}.reason", "reason-required");
            else if ((field is null ? workflow.ReasonsForDocuments : workflow.ReasonsFor(field)).All(reason => reason.Code != point.Reason))
                yield return new($"points.{place}.reason", "reason-unfit");
            if (point.Note?.Length > LongestNote) yield return new($"points.{place}.note", "too-long", [LongestNote.ToString(CultureInfo.InvariantCulture)]);
        }

        if (points.GroupBy(point => (point.Kind, point.Target)).Any(same => same.Count() > 1)) yield return new("points", "point-twice");
    }
}

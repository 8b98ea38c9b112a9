using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Cases.Drafts;
using OpenSeva.Cases.Questions;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Contracts.Clock;
using OpenSeva.Contracts.Desk;
using OpenSeva.Contracts.Directory;
using OpenSeva.Contracts.Documents;
using OpenSeva.Definitions;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;

namespace OpenSeva.Cases.Submission;

/// <summary>
/// Turns an application into a case, whole or not at all: its clock starts, it waits at the first desk, it has its
/// number. Called inside a command; the answers are right by then.
/// </summary>
internal sealed class Filing(
    CasesDb db, IDirectory directory, IClock legalClock, IDesk desk, IDocuments documents, Numbers numbers, Routing routing, TimeProvider clock)
{
    public async Task<Case> File(Application application, Actor actor, CancellationToken ct)
    {
        var (definition, now, today) = (application.Service.Definition, clock.Now, clock.Today);
        if (application.FiledAs is { } filer) MustAdmit(application.Service, filer);
        var answers = definition.Asked(application.Answers, today);
        var unit = Text(answers, definition.Applicant.Jurisdiction);
        var stage = definition.Workflow.Stages.Single(first => first.Code == definition.Workflow.Start);
        var seat = await routing.Of(stage, definition, unit, ct);
        var attached = Attached(application, answers, today);
        await documents.Bind([.. attached.Select(document => document.Upload).Distinct().Except(application.Bound)], application.Id, ct);

        var due = await legalClock.Start(new(
            application.Id, Contracts.Cases.CaseCard.StreamOf(application.Id), definition.Law.Rule,
            await DecidingOffice(definition, unit, seat, ct),
            [.. Begun(application, definition).Select(kind => new ClockEvent(kind, now))]), ct);
        var itemDue = await routing.DueAt(application.Id, stage, now, ct);

        // The series stays locked until the commit: drawn as late as it can be.
        var office = seat.Office.Code;
        var number = CaseNumber.Print(definition.Numbering, office, today, await numbers.Draw(CaseNumber.Series(definition.Numbering, office, today), application.Id, ct));
        var name = Text(answers, definition.Applicant.NameField);
        var item = await desk.Place(new(
            DeskKind.Application, application.Id, Contracts.Cases.CaseCard.StreamOf(application.Id), number, name, definition.Code,
            definition.Department, seat.Office.Id, seat.PostId, stage.Code, itemDue, $"/office/cases/{application.Id}"), ct);

        var filed = Case.Submit(new(
            application.Id, number, definition.Code, definition.Version, definition.Department, seat, stage.Code, item, unit,
            application.CitizenId, name, application.Language, due.DueAt, Duplicates.KeyOf(definition, answers), application.Corrects), now);
        db.Cases.Add(filed);
        db.Answers.Add(CaseAnswers.First(filed.Id, answers, attached, now));
        db.Acts.Add(CaseAct.Of(filed, ActKind.Submitted, actor, now, new(
            application.FiledAs is { } filedAs ? ConditionJson.Hyphened(filedAs) : null, Remarks: application.Remarks, ToPost: seat.PostId)));
        db.Readers.Add(new() { CaseId = filed.Id, PostId = seat.PostId });
        return filed;
    }

    /// <exception cref="Refusal">draft.filer: the service does not admit somebody in this capacity.</exception>
    public static void MustAdmit(PublishedService service, Filer filer)
    {
        if (!service.Definition.Applicant.MayFile(filer)) throw new Refusal("draft.filer");
    }

    /// <summary>
    /// What sending brings with it. An application is sent complete and with its fee, so these come together, unless an
    /// officer's action records the one the service waits for. A correction costs nothing.
    /// </summary>
    private static IEnumerable<ClockEventKind> Begun(Application application, ServiceDefinition definition)
    {
        yield return ClockEventKind.Received;
        var waitsFor = definition.StartsLater ? definition.Law.Rule.Start : (StartRule?)null;
        if (waitsFor is not StartRule.Complete) yield return ClockEventKind.Complete;
        if (waitsFor is not StartRule.Paid || application.Corrects is not null) yield return ClockEventKind.Paid;
    }

    /// <summary>The calendar of the office answerable in law counts; while that role routes nowhere, the receiving office's.</summary>
    private async Task<Guid> DecidingOffice(ServiceDefinition definition, string unit, SeatCard receiving, CancellationToken ct) =>
        (await directory.Route(definition.Law.DesignatedOfficer, unit, definition.Department, clock.Today, ct) ?? receiving).Office.Id;

    /// <summary>Documents that no longer apply stay the citizen's.</summary>
    private static List<AttachedDocument> Attached(Application application, JsonObject answers, DateOnly today)
    {
        var asked = application.Service.Definition.DocumentsAsked(answers, today).Select(rule => rule.Code).ToHashSet(StringComparer.Ordinal);
        return [.. application.Documents.Where(document => asked.Contains(document.Code)), .. FileAnswers.Of(application.Service.Definition, answers)];
    }

    private static string Text(JsonObject answers, string field) => answers[field] is JsonValue value && value.TryGetValue(out string? text) ? text : "";
}

/// <summary>An application ready to be filed.</summary>
/// <param name="Id">The draft's id, which becomes the case's.</param>
internal sealed record Application(
    Guid Id, PublishedService Service, Guid CitizenId, string Language, JsonObject Answers, IReadOnlyList<AttachedDocument> Documents,
    Guid? Corrects = null, string? Remarks = null)
{
    /// <summary>In which capacity it is filed; null for a correction of what was filed before that was asked.</summary>
    public Filer? FiledAs { get; init; }

    /// <summary>Uploads that an earlier case holds already.</summary>
    public IReadOnlyList<Guid> Bound { get; init; } = [];
}

/// <summary>What an item is to its holder.</summary>
internal static class DeskKind
{
    public const string Application = "application";
    public const string Clearance = "clearance";

    /// <summary>The fee of a sent application was taken back by the gateway.</summary>
    public const string Fee = "fee";
}

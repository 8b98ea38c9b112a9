using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Notices;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;

namespace OpenSeva.Notices.Telling;

/// <summary>Tells citizens what happens to their applications.</summary>
internal sealed class TellOfCases(Work work) :
    IHandle<CaseSubmitted>, IHandle<CaseMoved>, IHandle<ObjectionRaised>, IHandle<ObjectionAnswered>, IHandle<CaseDecided>, IHandle<CaseWithdrawn>, IHandle<CaseMessageSent>, IHandle<FeeCharged>
{
    public Task Handle(CaseSubmitted sent, CancellationToken ct) => Tell(sent.CitizenId, sent.CaseId, async (telling, language) =>
    {
        var service = await telling.Service(sent.Service, sent.ServiceVersion, language, ct);
        return sent.DueAt is { } due
            ? (Templates.ApplicationSent, [sent.Number, service, Telling.Day(due, language)])
            : (Templates.ApplicationSentUndated, [sent.Number, service]);
    }, ct);

    public Task Handle(CaseMoved moved, CancellationToken ct) => Tell(moved.CitizenId, moved.CaseId, async (telling, language) =>
        (Templates.MovedToDesk, [moved.Number, await telling.Service(moved.Service, null, language, ct), await telling.Office(moved.OfficeId, language, ct)]), ct);

    public Task Handle(ObjectionRaised raised, CancellationToken ct) => Tell(raised.CitizenId, raised.CaseId, async (telling, language) =>
        (Templates.ObjectionRaised, [raised.Number, await telling.Service(raised.Service, null, language, ct), Telling.Count(raised.Points)]), ct);

    public Task Handle(ObjectionAnswered answered, CancellationToken ct) => Tell(answered.CitizenId, answered.CaseId, async (telling, language) =>
        (Templates.ObjectionAnswered, [answered.Number, await telling.Service(answered.Service, null, language, ct)]), ct);

    public Task Handle(CaseDecided decided, CancellationToken ct) => Tell(decided.CitizenId, decided.CaseId, async (telling, language) =>
    {
        // An approval that issues a document is told when the document lies in the locker.
        if (decided.Approved && await telling.IssuesDocument(decided.Service, decided.ServiceVersion, ct)) return null;
        var service = await telling.Service(decided.Service, decided.ServiceVersion, language, ct);
        return decided.Approved
            ? (Templates.Approved, [decided.Number, service])
            : (Templates.Rejected, [decided.Number, service, await telling.Reasons(decided.Service, decided.ServiceVersion, decided.Reasons, language, ct)]);
    }, ct);

    public Task Handle(FeeCharged asked, CancellationToken ct) => Tell(asked.CitizenId, asked.CaseId, async (telling, language) =>
        (Templates.FeeAsked, [asked.Number, await telling.Service(asked.Service, null, language, ct), asked.Total.ToString()]), ct);

    public Task Handle(CaseWithdrawn withdrawn, CancellationToken ct) => Tell(withdrawn.CitizenId, withdrawn.CaseId, async (telling, language) =>
        (Templates.Withdrawn, [withdrawn.Number, await telling.Service(withdrawn.Service, null, language, ct)]), ct);

    public Task Handle(CaseMessageSent sent, CancellationToken ct) => sent.FromCitizen
        ? Task.CompletedTask
        : Tell(sent.CitizenId, sent.CaseId, async (telling, language) =>
            (Templates.OfficeMessage, [sent.Number, await telling.Service(sent.Service, null, language, ct)]), ct);

    private Task<bool> Tell(Guid citizen, Guid caseId, Func<Telling, string, Task<(string Template, IReadOnlyList<string> Values)?>> write, CancellationToken ct) =>
        work.Run((Telling telling) => telling.Tell(citizen, $"/applications/{caseId}", language => write(telling, language), ct), ct);
}

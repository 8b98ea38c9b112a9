using OpenSeva.Contracts.Documents;
using OpenSeva.Contracts.Notices;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;

namespace OpenSeva.Notices.Telling;

/// <summary>Tells citizens what lies in their lockers.</summary>
internal sealed class TellOfDocuments(Work work, Words words) : IHandle<DocumentIssued>, IHandle<DocumentRevoked>, IHandle<DocumentSuperseded>
{
    public Task Handle(DocumentIssued issued, CancellationToken ct) => Tell(issued.CitizenId, issued.DocumentId, async (telling, language) =>
        (Templates.CertificateInLocker, [issued.Number, await telling.Service(issued.Service, null, language, ct)]), ct);

    public Task Handle(DocumentRevoked revoked, CancellationToken ct) => Tell(revoked.CitizenId, revoked.DocumentId, (_, language) =>
        Telling.Say(Templates.DocumentRevoked, revoked.Number, words.In(language, $"documents.revoked.{revoked.Reason}")), ct);

    public Task Handle(DocumentSuperseded superseded, CancellationToken ct) => Tell(superseded.CitizenId, superseded.DocumentId, (_, _) =>
        Telling.Say(Templates.DocumentSuperseded, superseded.Number, superseded.ReplacedBy), ct);

    private Task<bool> Tell(Guid citizen, Guid documentId, Func<Telling, string, Task<(string Template, IReadOnlyList<string> Values)?>> write, CancellationToken ct) =>
        work.Run((Telling telling) => telling.Tell(citizen, $"/locker/{documentId}", language => write(telling, language), ct), ct);
}

using OpenSeva.Kernel;

namespace OpenSeva.Contracts.Documents;

/// <summary>What was uploaded and what was issued.</summary>
public interface IDocuments
{
    Task<IReadOnlyList<UploadCard>> Uploads(IReadOnlyCollection<Guid> ids, CancellationToken ct);

    /// <summary>An upload becomes part of a case: it can no longer be removed, and who may read the case may read it.</summary>
    /// <exception cref="Refusal">document.not-yours, document.quarantined</exception>
    Task Bind(IReadOnlyCollection<Guid> ids, Guid caseId, CancellationToken ct);

    /// <summary>Deliverables of a case, newest first.</summary>
    Task<IReadOnlyList<IssuedCard>> IssuedFor(Guid caseId, CancellationToken ct);
}

/// <param name="Path">Where who may read it reads it; served as an attachment.</param>
public sealed record UploadCard(Guid Id, Guid Owner, Guid? CaseId, string FileName, string MediaType, long Bytes, int Pages, UploadState State, string Path);

public enum UploadState { Quarantined, Clean, Refused }

public sealed record IssuedCard(Guid Id, string Number, DateTimeOffset IssuedAt, IssuedState State, string DownloadPath, string VerifyPath);

public enum IssuedState { InForce, Superseded, Revoked, Expired }

public sealed record DocumentIssued(Guid DocumentId, Guid CaseId, Guid CitizenId, string Number, string Service, DateTimeOffset At) : IEvent;

public sealed record DocumentRevoked(Guid DocumentId, Guid CaseId, Guid CitizenId, string Number, string Reason, DateTimeOffset At) : IEvent;

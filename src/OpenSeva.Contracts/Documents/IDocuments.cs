using OpenSeva.Kernel;

namespace OpenSeva.Contracts.Documents;

/// <summary>What was uploaded and what was issued.</summary>
public interface IDocuments
{
    /// <summary>Pages of PDFs can be had as pictures here.</summary>
    bool DrawsPages { get; }

    /// <summary>
    /// Takes a file in for whoever acts: told apart by its content, counted, cleaned of location data, stored, scanned.
    /// Call it outside a command; it reads the whole stream before it writes, and answers the same for a repeated request.
    /// </summary>
    /// <exception cref="Refusal">
    /// document.heic, document.type, document.too-large, document.too-many-pages, document.damaged, document.encrypted,
    /// document.active, document.infected, document.quota, document.empty
    /// </exception>
    Task<UploadCard> Receive(NewUpload upload, Stream content, CancellationToken ct);

    /// <summary>Its owner takes an upload back that no case holds and nothing of theirs uses (<see cref="IUseUploads"/>).</summary>
    /// <exception cref="Refusal">document.bound, document.in-use</exception>
    Task Remove(Guid id, CancellationToken ct);

    Task<IReadOnlyList<UploadCard>> Uploads(IReadOnlyCollection<Guid> ids, CancellationToken ct);

    /// <summary>An upload becomes part of a case: it can no longer be removed, and who may read the case may read it.</summary>
    /// <exception cref="Refusal">document.not-yours, document.quarantined</exception>
    Task Bind(IReadOnlyCollection<Guid> ids, Guid caseId, CancellationToken ct);

    /// <summary>What was handed in for a case is destroyed with its record; what was issued stays.</summary>
    /// <param name="number">The case's, for a refusal.</param>
    Task Destroy(Guid caseId, string number, CancellationToken ct);

    /// <summary>Deliverables of a case, newest first.</summary>
    Task<IReadOnlyList<IssuedCard>> IssuedFor(Guid caseId, CancellationToken ct);
}

/// <param name="Accept">pdf, jpeg, png; empty admits all three.</param>
/// <param name="MaxMegabytes">What the service asks; the system's own limit holds too.</param>
/// <param name="MaxPages">For PDF; 0 leaves the system's own limit.</param>
public sealed record NewUpload(string FileName, IReadOnlyList<string> Accept, int MaxMegabytes = 0, int MaxPages = 0);

/// <param name="Path">Where who may read it reads it; served as an attachment.</param>
/// <param name="PagesPath">A PDF's pages as pictures: this and the page's number; null for what is a picture itself.</param>
public sealed record UploadCard(Guid Id, Guid Owner, Guid? CaseId, string FileName, string MediaType, long Bytes, int Pages, UploadState State, string Path, string? PagesPath);

public enum UploadState { Quarantined, Clean, Refused }

/// <param name="OfficePath">Page on which an officer reads it and may revoke it.</param>
public sealed record IssuedCard(Guid Id, string Number, DateTimeOffset IssuedAt, IssuedState State, string DownloadPath, string VerifyPath, string OfficePath)
{
    /// <summary>Number of the document that holds in this one's place.</summary>
    public string? ReplacedBy { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Coded reason of the revocation; its words are <c>documents.revoked.CODE</c>.</summary>
    public string? RevokedFor { get; init; }

    /// <summary>The post that revoked it.</summary>
    public Guid? RevokedFrom { get; init; }
}

public enum IssuedState { InForce, Superseded, Revoked, Expired }

public sealed record DocumentIssued(Guid DocumentId, Guid CaseId, Guid CitizenId, string Number, string Service, DateTimeOffset At) : IEvent;

public sealed record DocumentRevoked(Guid DocumentId, Guid CaseId, Guid CitizenId, string Number, string Reason, DateTimeOffset At) : IEvent;

/// <summary>A correction took a document's place.</summary>
/// <param name="ReplacedBy">Number of the document that holds now.</param>
public sealed record DocumentSuperseded(Guid DocumentId, Guid CaseId, Guid CitizenId, string Number, string ReplacedBy, DateTimeOffset At) : IEvent;

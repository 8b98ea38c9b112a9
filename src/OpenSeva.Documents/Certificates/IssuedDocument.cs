using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Documents;
using OpenSeva.Kernel;

namespace OpenSeva.Documents.Certificates;

/// <summary>
/// A document the office issued to a citizen: numbered first, on the shelf once its file is printed and signed, then
/// in force until it expires, is replaced by a correction or is revoked. The file never changes.
/// </summary>
internal sealed class IssuedDocument : Entity
{
    private IssuedDocument()
    {
    }

    public Guid CaseId { get; private init; }
    public Guid CitizenId { get; private init; }
    public required string ApplicationNumber { get; init; }
    public required string Service { get; init; }
    public required string Department { get; init; }
    public Guid OfficeId { get; private init; }
    public Guid PostId { get; private init; }

    /// <summary>The certificate's own number.</summary>
    public required string Number { get; init; }

    /// <summary>Unguessable; who holds the paper holds it, in the QR code.</summary>
    public required string Token { get; init; }
    public required LocalText Title { get; init; }
    public required LocalText Office { get; init; }
    public required LocalText Post { get; init; }
    public required string Officer { get; init; }
    public required string Holder { get; init; }
    public required string Language { get; init; }
    public DateTimeOffset IssuedAt { get; private init; }
    public DateOnly? ValidUntil { get; private init; }

    /// <summary>Null until the file is on the shelf.</summary>
    public string? Hash { get; private set; }
    public long Bytes { get; private set; }

    /// <summary>Number of the document that holds in this one's place.</summary>
    public string? ReplacedBy { get; private set; }
    public DateTimeOffset? ReplacedAt { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }
    public string? RevokedFor { get; private set; }
    public Guid? RevokedFrom { get; private set; }

    public override string Stream => CaseCard.StreamOf(CaseId);

    public static IssuedDocument Register(CaseDecided decided, Wording wording, string number, string token) => new()
    {
        CaseId = decided.CaseId,
        CitizenId = decided.CitizenId,
        ApplicationNumber = decided.Number,
        Service = decided.Service,
        Department = decided.Department,
        OfficeId = decided.OfficeId,
        PostId = decided.PostId,
        Number = number,
        Token = token,
        Title = wording.Title,
        Office = wording.Office,
        Post = wording.Post,
        Officer = wording.Officer,
        Holder = wording.Holder,
        Language = wording.Language,
        IssuedAt = decided.At,
        ValidUntil = wording.ValidUntil,
    };

    /// <summary>The printed and signed file is on disk.</summary>
    public void Shelve(string hash, long bytes, DateTimeOffset now)
    {
        if (Hash is not null) return;

        (Hash, Bytes) = (hash, bytes);
        Raise(new DocumentIssued(Id, CaseId, CitizenId, Number, Service, now));
    }

    /// <summary>A correction was issued. A revoked document stays revoked.</summary>
    public void ReplaceBy(IssuedDocument correction, DateTimeOffset now)
    {
        if (RevokedAt is not null || ReplacedAt is not null) return;

        (ReplacedBy, ReplacedAt) = (correction.Number, now);
        Raise(new DocumentSuperseded(Id, CaseId, CitizenId, Number, correction.Number, now));
    }

    /// <param name="reason">One of <see cref="RevocationReasons"/>.</param>
    public void Revoke(string reason, Guid fromPost, DateTimeOffset now)
    {
        if (Hash is null) throw new Refusal("document.not-issued");
        if (RevokedAt is not null) throw new Refusal("document.already-revoked", Number);
        if (!RevocationReasons.All.Contains(reason)) throw new Refusal("document.reason-unknown", reason);

        (RevokedAt, RevokedFor, RevokedFrom) = (now, reason, fromPost);
        Raise(new DocumentRevoked(Id, CaseId, CitizenId, Number, reason, now));
    }

    /// <param name="today">The state's own date: a document is valid through its last day.</param>
    public IssuedState StateOn(DateOnly today) =>
        RevokedAt is not null ? IssuedState.Revoked
        : ReplacedAt is not null ? IssuedState.Superseded
        : ValidUntil < today ? IssuedState.Expired
        : IssuedState.InForce;

    public IssuedCard Card(DateOnly today) => new(Id, Number, IssuedAt, StateOn(today), $"/files/issued/{Id}", $"/verify/{Token}", $"/office/issued/{Id}")
    {
        ReplacedBy = ReplacedBy,
        RevokedAt = RevokedAt,
        RevokedFor = RevokedFor,
        RevokedFrom = RevokedFrom,
    };
}

/// <summary>What the paper says beside its number, fixed when it is registered.</summary>
internal sealed record Wording(
    LocalText Title, LocalText Office, LocalText Post, string Officer, string Holder, string Language, DateOnly? ValidUntil);

/// <summary>Coded reasons of a revocation; their words are <c>documents.revoked.CODE</c>.</summary>
internal static class RevocationReasons
{
    public static readonly IReadOnlyList<string> All = ["false-statement", "issued-in-error", "facts-changed", "holder-asked", "court-order"];
}

using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Documents;
using OpenSeva.Documents.FileKinds;
using OpenSeva.Documents.Scanning;
using OpenSeva.Kernel;

namespace OpenSeva.Documents.Uploads;

internal sealed record UploadDestroyed(Guid Upload, string Hash, DateTimeOffset At) : IEvent;

/// <summary>A file somebody handed in: first their own, then part of a case.</summary>
internal sealed class Upload : Entity
{
    /// <summary>A scanner that is busy with itself has got over it by then.</summary>
    public const int MostScans = 20;

    private Upload()
    {
    }

    public Guid Owner { get; private init; }
    public Guid? CaseId { get; private set; }
    public required string FileName { get; init; }
    public FileKind Kind { get; private init; }
    public long Bytes { get; private init; }
    public int Pages { get; private init; }
    public required string Hash { get; init; }
    public UploadState State { get; private set; }
    public DateTimeOffset ReceivedAt { get; private init; }

    /// <summary>How often the scanner said neither yes nor no.</summary>
    public int Scans { get; private set; }

    public override string Stream => CaseId is { } id ? CaseCard.StreamOf(id) : StreamOf(Id);

    public static string StreamOf(Guid id) => $"upload/{id:N}";

    public static Upload Receive(Guid owner, string fileName, FileKind kind, Cleaned file, string hash, bool isScanned, DateTimeOffset now) => new()
    {
        Owner = owner,
        FileName = fileName,
        Kind = kind,
        Bytes = file.Content.Length,
        Pages = file.Pages,
        Hash = hash,
        State = isScanned ? UploadState.Clean : UploadState.Quarantined,
        ReceivedAt = now,
    };

    public void BindTo(Guid caseId, Actor actor)
    {
        if (CaseId == caseId) return;
        if (CaseId is not null || Owner != actor.Id) throw new Refusal("document.not-yours");
        if (State is UploadState.Refused) throw Scans < MostScans ? new Refusal("document.infected") : new Refusal("document.unscannable", FileName);
        if (State is UploadState.Quarantined) throw new Refusal("document.quarantined", FileName);

        CaseId = caseId;
    }

    /// <summary>The scanner has answered.</summary>
    public void Judge(Verdict verdict)
    {
        if (State is not UploadState.Quarantined) return;

        if (verdict is Verdict.Unclear) Scans++;
        if (verdict is Verdict.Clean) State = UploadState.Clean;
        else if (verdict is Verdict.Infected || Scans >= MostScans) State = UploadState.Refused;
    }

    /// <summary>The record it belonged to is destroyed; its content goes when that is committed.</summary>
    public void Destroy(DateTimeOffset now) => Raise(new UploadDestroyed(Id, Hash, now));

    public void CheckRemovableBy(Actor actor)
    {
        if (Owner != actor.Id) throw new Refusal("request.not-found");
        if (CaseId is not null) throw new Refusal("document.bound");
    }

    public UploadCard Card() => new(Id, Owner, CaseId, FileName, Kind.MediaType(), Bytes, Pages, State, $"/files/uploads/{Id}",
        Kind is FileKind.Pdf ? $"/files/uploads/{Id}/pages" : null);
}

using OpenSeva.Documents.Certificates;
using OpenSeva.Kernel;

namespace OpenSeva.Documents.Locker;

/// <summary>A citizen lets whoever holds the link read one document, until a day of their choice.</summary>
internal sealed class Share : Entity
{
    /// <summary>A link lives a day, a week or a month: long enough for its purpose, never for ever.</summary>
    public static readonly IReadOnlyList<int> Days = [1, 7, 30];

    /// <summary>Of one document at once: what nobody can keep in view any more, nobody takes back.</summary>
    public const int MostOpen = 20;

    private Share()
    {
    }

    public Guid DocumentId { get; private init; }
    public Guid CitizenId { get; private init; }
    public required string Token { get; init; }
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset ExpiresAt { get; private set; }

    public override string Stream => $"locker/{CitizenId:N}";

    public static Share Of(IssuedDocument document, int days, DateTimeOffset now) => Days.Contains(days)
        ? new() { DocumentId = document.Id, CitizenId = document.CitizenId, Token = Tokens.New(), CreatedAt = now, ExpiresAt = now.AddDays(days) }
        : throw new Refusal("document.share-days");

    public bool IsOpenAt(DateTimeOffset now) => now < ExpiresAt;

    /// <summary>The citizen takes the link back.</summary>
    public void End(DateTimeOffset now)
    {
        if (IsOpenAt(now)) ExpiresAt = now;
    }

    public ShareCard Card() => new(Id, DocumentId, $"/shared/{Token}", CreatedAt, ExpiresAt);
}

/// <param name="Path">The link, below the system's public address.</param>
public sealed record ShareCard(Guid Id, Guid DocumentId, string Path, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

using OpenSeva.Kernel;

namespace OpenSeva.Notices.Messages;

/// <summary>What a citizen finds in the portal's inbox. Its words are found by template and language when it is read.</summary>
[Unjournaled]
internal sealed class Message : Entity
{
    public override string Stream => $"inbox/{CitizenId:N}";

    public Guid CitizenId { get; init; }

    public string Template { get; init; } = "";

    /// <summary>The language it was sent in.</summary>
    public string Language { get; init; } = "";

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public string? Path { get; init; }

    public DateTimeOffset At { get; init; }

    public DateTimeOffset? ReadAt { get; private set; }

    public void MarkRead(DateTimeOffset now) => ReadAt ??= now;
}

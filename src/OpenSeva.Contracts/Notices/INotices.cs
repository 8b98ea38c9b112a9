namespace OpenSeva.Contracts.Notices;

/// <summary>Who must be told, in which words. Called inside a command: the message commits with its cause and is sent after.</summary>
public interface INotices
{
    Task Send(Notice notice, CancellationToken ct);
}

/// <param name="Template">One of <see cref="Templates"/>, or a room's own, whose words it brings: <c>notices.TEMPLATE.subject</c>, <c>.email</c>, <c>.sms</c>.</param>
/// <param name="Values">The message's arguments by position {0}, {1} …</param>
/// <param name="Secret">One-time codes: kept encrypted until sent, then forgotten; never in the portal inbox.</param>
/// <param name="Path">Page the message leads to; null when there is none.</param>
/// <param name="HoldsFor">After this nobody needs it any more and it is not sent; a quarter of an hour for secrets, three days for the rest.</param>
public sealed record Notice(
    Recipient To, string Template, IReadOnlyList<string> Values, bool Secret = false, string? Path = null, TimeSpan? HoldsFor = null);

/// <param name="CitizenId">Null for somebody who has no account yet.</param>
public sealed record Recipient(Guid? CitizenId, string? Email, string? Mobile, string Language);

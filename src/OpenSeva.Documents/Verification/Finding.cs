using System.Globalization;
using OpenSeva.Contracts.Documents;
using OpenSeva.Documents.Certificates;

namespace OpenSeva.Documents.Verification;

/// <summary>What anybody who holds a document's code may know of it.</summary>
/// <param name="Holder">Masked: enough to compare with the paper in hand, too little to collect.</param>
/// <param name="Reason">Coded reason of a revocation.</param>
/// <param name="ReplacedBy">Number of the document that holds in its place.</param>
public sealed record Finding(
    IssuedState State, string Number, string Title, string Office, string Post, DateTimeOffset IssuedAt, DateOnly? ValidUntil, string Holder,
    DateTimeOffset? EndedAt, string? Reason, string? ReasonText, string? ReplacedBy)
{
    internal static Finding Of(IssuedDocument document, DateOnly today, Kernel.Words words) => new(
        document.StateOn(today), document.Number, document.Title.ToString(), document.Office.ToString(), document.Post.ToString(),
        document.IssuedAt, document.ValidUntil, Mask(document.Holder), document.RevokedAt ?? document.ReplacedAt, document.RevokedFor,
        document.RevokedFor is { } reason ? words[$"documents.revoked.{reason}"] : null, document.ReplacedBy);

    /// <summary>The first sign of each name and three dots, however long it is.</summary>
    public static string Mask(string name) => string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => StringInfo.GetNextTextElement(part) + "•••"));
}

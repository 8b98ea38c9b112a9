using OpenSeva.Cases.CaseFile;
using OpenSeva.Contracts.Documents;
using OpenSeva.Definitions;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Drafts;

/// <summary>
/// Whether a file may stand for a document: a file is handed in before anybody says what it is for, so the service's
/// own limits are held against it when it is given.
/// </summary>
internal static class Fit
{
    private const long Megabyte = 1024 * 1024;

    /// <returns>Null when the file fits.</returns>
    public static Refusal? Refuses(DocumentRule rule, UploadCard card)
    {
        if (card.State is UploadState.Quarantined) return new("document.quarantined", card.FileName);
        if (card.State is UploadState.Refused) return new("document.unscannable", card.FileName);
        if (rule.Accept.Count > 0 && !rule.Accept.Contains(card.MediaType[(card.MediaType.IndexOf('/', StringComparison.Ordinal) + 1)..], StringComparer.OrdinalIgnoreCase))
            return new("document.not-accepted", string.Join(", ", rule.Accept).ToUpperInvariant());
        if (rule.MaxMegabytes > 0 && card.Bytes > rule.MaxMegabytes * Megabyte) return new("document.too-large", rule.MaxMegabytes);
        if (rule.MaxPages > 0 && card.Pages > rule.MaxPages) return new("document.too-many-pages", rule.MaxPages, card.Pages);

        return null;
    }

    /// <summary>The same file for the same document counts once; nobody sends more than an application takes.</summary>
    public static IReadOnlyList<AttachedDocument> Given(IReadOnlyList<AttachedDocument>? documents)
    {
        IReadOnlyList<AttachedDocument> given = [.. (documents ?? []).Distinct()];
        return given.Count <= Draft.MostDocuments ? given : throw new Refusal("draft.too-many-documents", Draft.MostDocuments);
    }
}

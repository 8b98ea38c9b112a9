using System.ComponentModel.DataAnnotations;

namespace OpenSeva.Documents.Locker;

/// <summary>How long a link to a document should work.</summary>
public sealed class ShareForm
{
    [Required(ErrorMessage = "documents.share.days.needed"), RegularExpression("^(1|7|30)$", ErrorMessage = "documents.share.days.needed")]
    public string? Days { get; set; }
}

using System.ComponentModel.DataAnnotations;

namespace OpenSeva.Documents.Certificates;

/// <summary>Why an officer revokes a document.</summary>
public sealed class RevokeForm
{
    [Required(ErrorMessage = "documents.revoke.reason.needed")]
    public string? Reason { get; set; }
}

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;

namespace OpenSeva.Documents.Verification;

/// <summary>The file somebody lays beside the record.</summary>
public sealed class CompareForm
{
    [Required(ErrorMessage = "documents.verify.compare.needed")]
    public IFormFile? File { get; set; }
}

using System.ComponentModel.DataAnnotations;

namespace OpenSeva.Directory;

/// <summary>An office as the administrator types it.</summary>
public sealed class OfficeForm : NamedForm
{
    [Required, StringLength(40), RegularExpression("^[A-Za-z0-9][A-Za-z0-9-]*$", ErrorMessage = "directory.code.wrong")] public string? Code { get; set; }

    [Required] public string? Department { get; set; }

    [Required, StringLength(40)] public string? Unit { get; set; }

    [Required] public string? Calendar { get; set; }
}

using System.ComponentModel.DataAnnotations;

namespace OpenSeva.Directory;

/// <summary>A department as the administrator types it.</summary>
public sealed class DepartmentForm : NamedForm
{
    [Required, StringLength(40), RegularExpression("^[a-z0-9][a-z0-9-]*$", ErrorMessage = "directory.code.wrong")] public string? Code { get; set; }
}

using System.ComponentModel.DataAnnotations;

namespace OpenSeva.Directory;

/// <summary>A jurisdiction unit as the administrator types it.</summary>
public sealed class UnitForm : NamedForm
{
    [Required, StringLength(40), RegularExpression("^[A-Za-z0-9][A-Za-z0-9-]*$", ErrorMessage = "directory.code.wrong")] public string? Code { get; set; }

    [Required] public string? Hierarchy { get; set; }

    [Required] public string? Level { get; set; }

    [StringLength(40)] public string? Parent { get; set; }

    [RegularExpression("^[0-9]{2,6}$", ErrorMessage = "directory.census.wrong")] public string? Census { get; set; }

    [StringLength(2000)] public string? Shares { get; set; }
}

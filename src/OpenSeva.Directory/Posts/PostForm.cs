using System.ComponentModel.DataAnnotations;

namespace OpenSeva.Directory;

/// <summary>A post as the administrator types it; roles and areas as codes with commas between.</summary>
public sealed class PostForm : NamedForm
{
    [Required, StringLength(40), RegularExpression("^[A-Za-z0-9][A-Za-z0-9-]*$", ErrorMessage = "directory.code.wrong")] public string? Code { get; set; }

    [Required, StringLength(1000)] public string? Roles { get; set; }

    [Required, StringLength(4000)] public string? Units { get; set; }
}

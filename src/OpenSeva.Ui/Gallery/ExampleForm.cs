using System.ComponentModel.DataAnnotations;
using OpenSeva.Kernel;

namespace OpenSeva.Ui;

/// <summary>What the example page asks. Bound from the post; what was typed stays typed.</summary>
public sealed class ExampleForm
{
    [Required, StringLength(100)] public string? Name { get; set; }

    [Required] public string? Income { get; set; }

    public DateParts Born { get; set; } = new();

    [Required] public string? Purpose { get; set; }

    [StringLength(200)] public string? Remark { get; set; }

    /// <summary>Rules that attributes cannot say.</summary>
    public bool IsRight(FormErrors errors, Words words)
    {
        if (Income is { Length: > 0 } && Typed.Money(Income) is null) errors.Add("Form.Income", words["ui.error.money"]);
        if (Born.IsEmpty) errors.Add("Form.Born", words["ui.error.required"]);
        return errors.Check(this, "Form", words);
    }
}

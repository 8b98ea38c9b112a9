using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using OpenSeva.Kernel;
using OpenSeva.Ui;

namespace OpenSeva.Directory;

/// <summary>What every change of the directory asks for: from when, and on whose order.</summary>
public class OrderForm
{
    // A sender that leaves the three parts out altogether means: no date.
    [AllowNull] public DateParts From { get; set => field = value ?? new(); } = new();

    [Required(ErrorMessage = "directory.reason.needed"), StringLength(300)] public string? Reason { get; set; }

    /// <summary>The number of the newest line when the form was shown: somebody else's change in between is not overwritten.</summary>
    public long? Seen { get; set; }
}

/// <summary>A change that also names the thing, in the state's languages.</summary>
public class NamedForm : OrderForm
{
    [Required(ErrorMessage = "directory.name.needed"), StringLength(120)] public string? En { get; set; }

    [StringLength(120)] public string? Hi { get; set; }

    [StringLength(120)] public string? Gu { get; set; }

    [StringLength(120)] public string? Ml { get; set; }

    [StringLength(120)] public string? Pa { get; set; }

    /// <summary>What was typed; a language left empty falls back to English.</summary>
    internal LocalText Name
    {
        get => new(En?.Trim() ?? "", Typed(Hi), Typed(Gu), Typed(Ml), Typed(Pa));
        set => (En, Hi, Gu, Ml, Pa) = (value.En, value.Hi, value.Gu, value.Ml, value.Pa);
    }

    internal static string[] Codes(string? text) =>
        (text ?? "").Split([',', ';', ' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? Typed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

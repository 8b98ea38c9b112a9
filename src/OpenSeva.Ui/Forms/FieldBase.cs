using Microsoft.AspNetCore.Components;
using OpenSeva.Kernel;

namespace OpenSeva.Ui;

/// <summary>What every field has: a name in the form, a label, perhaps a hint, and its error beside it.</summary>
public abstract class FieldBase : ComponentBase
{
    [Inject] protected Words Words { get; set; } = null!;

    /// <summary>The name it is posted under, for example <c>Form.Name</c>.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    [Parameter, EditorRequired] public string Label { get; set; } = "";

    [Parameter] public string? Hint { get; set; }

    /// <summary>Says "(optional)" beside the label; everything else is required.</summary>
    [Parameter] public bool Optional { get; set; }

    /// <summary>Overrides what the form's <see cref="FormErrors"/> say about the field.</summary>
    [Parameter] public string? Error { get; set; }

    /// <summary>Passed on to the input: autocomplete, inputmode, maxlength, readonly, lang.</summary>
    [Parameter(CaptureUnmatchedValues = true)] public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    [CascadingParameter] public FormErrors? Errors { get; set; }

    public string Id => IdOf(Name);

    public string? Wrong => Error ?? Errors?[Name];

    protected string? DescribedBy => (Hint, Wrong) switch
    {
        (null, null) => null,
        (not null, null) => $"{Id}-hint",
        (null, not null) => $"{Id}-error",
        _ => $"{Id}-hint {Id}-error",
    };

    protected string? Invalid => Wrong is null ? null : "true";

    /// <summary>The id of a field's first input: what the error summary links to.</summary>
    public static string IdOf(string name) => name.Replace('.', '-').Replace('[', '-').Replace("]", "", StringComparison.Ordinal);
}

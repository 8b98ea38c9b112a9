namespace OpenSeva.Ui;

/// <summary>One answer a person can choose.</summary>
public sealed record Choice(string Value, string Label, string? Hint = null);

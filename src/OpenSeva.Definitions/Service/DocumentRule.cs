namespace OpenSeva.Definitions;

/// <summary>One document the service asks for.</summary>
/// <param name="Required">Null: optional. <see cref="Determinant.Always"/>: always.</param>
public sealed record DocumentRule(
    string Code,
    Determinant? When,
    bool Required,
    IReadOnlyList<string> Accept,
    int MaxMegabytes,
    int MaxPages);

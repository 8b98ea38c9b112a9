namespace OpenSeva.Kernel;

/// <summary>
/// A rule of the office says no. Carries a stable code (words key <c>refusal.CODE</c>) and the words' arguments;
/// the edge answers 409 with <c>type: urn:openseva:refusal:CODE</c>, a page shows the translated sentence.
/// </summary>
public sealed class Refusal(string code, params object?[] args) : Exception(code)
{
    public string Code { get; } = code;

    public IReadOnlyList<object?> Args { get; } = args;
}

namespace OpenSeva.Definitions;

/// <summary>A place in a file, counted from 1 as editors count.</summary>
public readonly record struct Mark(int Line, int Column);

/// <summary>One thing wrong in a service's files.</summary>
/// <param name="File">Path as it was given to the reader.</param>
/// <param name="Code">Stable kind of the mistake, for example unknown-member.</param>
/// <param name="Message">The sentence for the service's author.</param>
public sealed record Mistake(string File, int Line, int Column, string Code, string Message)
{
    /// <summary>The form editors and terminals turn into a link.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}: {Message} [{Code}]";
}

/// <summary>Collects the mistakes of one file while it is read.</summary>
internal sealed class MistakeList(string file)
{
    private readonly List<Mistake> found = [];

    public IReadOnlyList<Mistake> Found => found;

    public void Add(Mark at, string code, string message) => found.Add(new(file, at.Line, at.Column, code, message));
}

using YamlDotNet.Core;

namespace OpenSeva.LegalClock;

/// <summary>One thing wrong in a file, with its place counted from 1 as editors count.</summary>
public sealed record FileMistake(string File, int Line, int Column, string Message)
{
    /// <summary>The form editors and terminals turn into a link.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}: {Message}";
}

/// <summary>The files hold mistakes; nothing was computed.</summary>
public sealed class UnreadableFile(IReadOnlyList<FileMistake> mistakes)
    : Exception(string.Join(Environment.NewLine, mistakes))
{
    public IReadOnlyList<FileMistake> Mistakes { get; } = mistakes;
}

/// <summary>Collects the mistakes of one file while it is read.</summary>
internal sealed class MistakeList(string file)
{
    /// <summary>A year of a calendar is a few kilobytes; beyond this the wrong file was given.</summary>
    public const int LongestFile = 1024 * 1024;

    private readonly List<FileMistake> found = [];

    public void Add(long line, long column, string message) =>
        found.Add(new FileMistake(file, (int)Math.Max(1, line), (int)Math.Max(1, column), message));

    /// <summary>All of them, in order of place.</summary>
    public UnreadableFile Found => new([.. found.OrderBy(mistake => mistake.Line).ThenBy(mistake => mistake.Column)]);

    /// <summary>Whether something was wrong from one place of the file to another, or to the file's end.</summary>
    public bool AnyIn(Mark start, Mark? end) => found.Any(mistake =>
        (mistake.Line, mistake.Column).CompareTo(((int)start.Line, (int)start.Column)) >= 0
        && (end is not { } last || (mistake.Line, mistake.Column).CompareTo(((int)last.Line, (int)last.Column)) < 0));

    /// <exception cref="UnreadableFile">There is at least one mistake.</exception>
    public void ThrowIfAny()
    {
        if (found.Count > 0) throw Found;
    }
}

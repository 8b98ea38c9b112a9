namespace OpenSeva.Definitions;

/// <summary>One answer that cannot be taken as it stands.</summary>
/// <param name="Field">Where: a field's code, or group.INDEX.field inside a repeating group.</param>
/// <param name="Code">What is wrong; the sentence for the citizen is the words key answer.CODE.</param>
/// <param name="Args">What the sentence needs, in the order of its placeholders {0}, {1}; for address-level the levels asked for, which stand together.</param>
public sealed record WrongAnswer(string Field, string Code, IReadOnlyList<string> Args)
{
    public WrongAnswer(string field, string code) : this(field, code, []) { }
}

/// <summary>What checking answers must know from outside the definition.</summary>
/// <param name="Today">The date in the office's time zone.</param>
/// <param name="KnowsUnit">Whether a code names a unit of the state's jurisdiction tree.</param>
public sealed record AnswerSurroundings(DateOnly Today, Func<string, bool> KnowsUnit)
{
    /// <summary>A unit's level (village, ward …); null leaves levels unchecked.</summary>
    public Func<string, string?>? LevelOf { get; init; }

    /// <summary>Why the file a field's answer names may not stand there: a code and what its sentence needs; null when it may. Null leaves files unchecked.</summary>
    public Func<Field, string, (string Code, IReadOnlyList<string> Args)?>? WrongFile { get; init; }
}

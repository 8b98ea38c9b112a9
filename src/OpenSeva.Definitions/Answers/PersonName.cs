namespace OpenSeva.Definitions;

/// <summary>The one rule for a person's name, wherever it is asked: on a form, at registration.</summary>
public static class PersonName
{
    private static readonly Field Asked = new("name", FieldType.PersonName, Required: true, null, null, null, null, [], []);

    /// <summary>Letters of any script and their signs, spaces, dots, hyphens and apostrophes, at most <see cref="AnswerLimits.NameCharacters"/>.</summary>
    public static bool Is(string text) => AnswerRule.Check(Asked, text, new(default, _ => false)) is null;
}

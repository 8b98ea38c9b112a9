namespace OpenSeva.Definitions;

/// <summary>Tells whether a text is written in its language's script, so that English left untranslated is noticed.</summary>
internal static class Scripts
{
    /// <summary>A text whose English is only digits, capitals and signs (PDF, GST) may stay as it is.</summary>
    public static bool Wrote(string language, string text, string english) =>
        Block(language) is not { } block || !english.Any(char.IsLower) || text.Any(character => character >= block.First && character <= block.Last);

    private static (char First, char Last)? Block(string language) => language switch
    {
        "hi" => ('\u0900', '\u097F'),
        "pa" => ('\u0A00', '\u0A7F'),
        "gu" => ('\u0A80', '\u0AFF'),
        "ml" => ('\u0D00', '\u0D7F'),
        _ => null,
    };
}

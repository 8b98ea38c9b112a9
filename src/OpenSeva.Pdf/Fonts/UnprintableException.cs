using System.Text;

namespace OpenSeva.Pdf.Fonts;

/// <summary>A text holds a character that none of the fonts can draw; printing an empty box instead would falsify a document.</summary>
public sealed class UnprintableException : Exception
{
    public UnprintableException(Rune character, string word)
        : base($"No installed font can print the character {Printed(character)} (U+{character.Value:X4}) in \"{word}\".") =>
        Character = character;

    public UnprintableException(string message) : base(message)
    {
    }

    public UnprintableException(string message, Exception inner) : base(message, inner)
    {
    }

    public UnprintableException()
    {
    }

    public Rune Character { get; }

    private static string Printed(Rune character) => Rune.IsControl(character) ? "(control character)" : $"'{character}'";
}

using System.Text;

namespace OpenSeva.Pdf.Fonts;

/// <summary>A text holds a character that none of the fonts can draw; printing an empty box instead would falsify a document.</summary>
public sealed class UnprintableException : Exception
{
    // Never the word it stands in: that is somebody's name, and messages are logged.
    public UnprintableException(Rune character)
        : base($"No installed font can print the character U+{character.Value:X4}.") =>
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
}

using System.Text.RegularExpressions;
using OpenSeva.Definitions;

namespace OpenSeva.Cases.Questions;

/// <summary>Whether only digits fit a question's pattern, such as a PIN code's: a phone then offers its number keys.</summary>
internal static partial class DigitsOnly
{
    public static bool Asks(Field field) => field.Pattern is { } pattern && Digits.IsMatch(pattern);

    [GeneratedRegex(@"^(?:(?:\[[0-9-]+\]|\\d|[0-9])(?:\{[0-9]+(?:,[0-9]*)?\})?)+$", RegexOptions.CultureInvariant)]
    private static partial Regex Digits { get; }
}

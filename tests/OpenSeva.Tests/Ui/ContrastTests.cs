using System.Globalization;
using System.Text.RegularExpressions;
using OpenSeva.Ui;

namespace OpenSeva.Tests.Ui;

/// <summary>WCAG 2.2, 1.4.3 (text 4.5:1) and 1.4.11 (edges and marks 3:1), over the stylesheet's own tokens.</summary>
public sealed partial class ContrastTests
{
    private static readonly (string Ink, string Ground, double Least)[] Pairs =
    [
        ("ink", "paper", 7), ("ink", "sheet", 7), ("ink-soft", "paper", 4.5), ("ink-soft", "sheet", 4.5), ("ink-soft", "brand-tint", 4.5),
        ("link", "paper", 4.5), ("link", "sheet", 4.5), ("link", "brand-tint", 4.5), ("on-brand", "brand", 4.5), ("on-brand", "brand-deep", 4.5),
        ("ink", "brand-tint", 4.5), ("ink", "gold-tint", 4.5), ("good", "good-tint", 4.5), ("warn", "warn-tint", 4.5), ("bad", "bad-tint", 4.5),
        ("bad", "sheet", 4.5), ("good", "sheet", 4.5), ("ink", "good-tint", 4.5), ("ink", "warn-tint", 4.5), ("ink", "bad-tint", 4.5),
        ("edge", "sheet", 3), ("edge", "paper", 3), ("chart-1", "sheet", 3), ("chart-3", "sheet", 3), ("chart-4", "sheet", 3),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_ink_can_be_read_on_its_ground(bool dark)
    {
        var tokens = Tokens(dark);
        foreach (var (ink, ground, least) in Pairs)
        {
            var ratio = Ratio(tokens[ink], tokens[ground]);
            Assert.True(ratio >= least, $"{ink} on {ground}: {ratio:0.00}, at least {least} is needed");
        }
    }

    private static Dictionary<string, string> Tokens(bool dark)
    {
        using var file = new StreamReader(typeof(UiModule).Assembly.GetManifestResourceStream("Assets/seva.css")!);
        var css = file.ReadToEnd();
        var roots = Root().Matches(css);
        var tokens = Token().Matches(roots[0].Value).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        if (dark)
        {
            foreach (Match match in Token().Matches(roots[1].Value)) tokens[match.Groups[1].Value] = match.Groups[2].Value;
        }

        return tokens;
    }

    private static double Ratio(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        var hex = colour.Length is 3 ? string.Concat(colour.Select(digit => $"{digit}{digit}")) : colour;
        var parts = Enumerable.Range(0, 3).Select(i => int.Parse(hex.AsSpan(i * 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    [GeneratedRegex(@":root \{.*?\}", RegexOptions.Singleline)]
    private static partial Regex Root();

    [GeneratedRegex(@"--([a-z0-9-]+): #([0-9a-f]{3,6});")]
    private static partial Regex Token();
}

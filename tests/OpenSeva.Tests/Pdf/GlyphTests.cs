using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace OpenSeva.Tests.Pdf;

/// <summary>
/// The shapes on the page are those Debian's own shaper chooses. Text that reads back proves nothing about
/// them, because readers take it from ActualText.
/// </summary>
public sealed partial class GlyphTests : IDisposable
{
    private const string Fonts = "/usr/share/fonts/truetype/noto/";
    private readonly Peer peer = new();

    public static TheoryData<string> Languages => [.. Specimens.Languages];

    [Theory, MemberData(nameof(Languages))]
    public void The_shapes_drawn_are_those_of_hb_shape(string language)
    {
        var drawn = Drawn(Specimens.Printer.Print(Specimens.Certificate(language), Keys.Curve, Keys.Note));

        var expected = Expected(language);

        Assert.Equal(expected, drawn.Take(expected.Count));
        Assert.DoesNotContain(drawn, glyph => glyph.Id == 0);
    }

    public void Dispose() => peer.Dispose();

    /// <summary>Every glyph of the page's content in order, spaces left out.</summary>
    private List<(string Face, int Id)> Drawn(byte[] pdf)
    {
        // Latin1 keeps one character per byte, as binary parts of the file are in the way.
        peer.Run("qpdf", "--qdf", "--object-streams=disable", "--normalize-content=n", peer.File("c.pdf", pdf), peer.PathOf("plain.pdf"));
        var plain = System.Text.Encoding.Latin1.GetString(System.IO.File.ReadAllBytes(peer.PathOf("plain.pdf")));
        var objects = ObjectStart().Split(plain);
        var names = FontResource().Matches(plain).Select(match => (match.Groups[1].Value, match.Groups[2].Value)).Distinct().ToDictionary(
            font => font.Item1, font => FaceName().Match(objects[Array.IndexOf(objects, font.Item2) + 1]).Groups[1].Value);

        List<(string, int)> drawn = [];
        var face = "";
        foreach (Match match in Operator().Matches(plain))
        {
            if (match.Groups["font"].Success) face = names[match.Groups["font"].Value];
            foreach (Match code in Codes().Matches(match.Groups["show"].Value))
            {
                drawn.AddRange(code.Groups[1].Value.Chunk(4).Select(hex => (face, int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture))));
            }
        }

        return [.. drawn.Where(glyph => glyph.Item2 != SpaceOf(glyph.Item1))];
    }

    /// <summary>What hb-shape says of each stretch of one script in each word, asked in one go per font.</summary>
    private List<(string Face, int Id)> Expected(string language)
    {
        var stretches = Stretches(language).ToList();
        var shaped = stretches.Distinct().GroupBy(stretch => (stretch.Face, stretch.Script, stretch.Language)).SelectMany(group =>
        {
            var texts = group.Select(stretch => stretch.Text).ToList();
            var list = peer.File("words.txt", System.Text.Encoding.UTF8.GetBytes(string.Join('\n', texts)));
            var lines = peer.Run(
                "hb-shape", "--no-glyph-names", "--no-positions", "--no-clusters", $"--script={group.Key.Script}",
                $"--language={group.Key.Language}", $"--font-file={Fonts}{group.Key.Face}.ttf", $"--text-file={list}").Split('\n');
            return group.Zip(lines, (stretch, line) => (stretch, Ids: line.Trim('[', ']').Split('|').Select(id => int.Parse(id, CultureInfo.InvariantCulture))));
        }).ToDictionary(pair => pair.stretch, pair => pair.Ids.ToList());
        return [.. stretches.SelectMany(stretch => shaped[stretch].Select(id => (stretch.Face, id)))];
    }

    private static IEnumerable<(string Face, string Script, string Language, string Text)> Stretches(string language)
    {
        foreach (var (text, of, strong) in Specimens.PiecesOf(language))
        {
            foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                foreach (Match match in Stretch().Matches(word))
                {
                    var (script, family) = match.Value[0] switch
                    {
                        >= '\u0900' and <= '\u097F' => ("Deva", "Devanagari"),
                        >= '\u0A00' and <= '\u0A7F' => ("Guru", "Gurmukhi"),
                        >= '\u0A80' and <= '\u0AFF' => ("Gujr", "Gujarati"),
                        >= '\u0D00' and <= '\u0D7F' => ("Mlym", "Malayalam"),
                        _ => ("Latn", ""),
                    };
                    yield return ($"NotoSerif{family}-{(strong ? "Bold" : "Regular")}", script, of, match.Value);
                }
            }
        }
    }

    private readonly Dictionary<string, int> spaces = [];

    private int SpaceOf(string face)
    {
        if (spaces.TryGetValue(face, out var known)) return known;

        var said = peer.Run("hb-shape", "--no-glyph-names", "--no-positions", "--no-clusters", $"--font-file={Fonts}{face}.ttf", "--text= ");
        return spaces[face] = int.Parse(said.Trim('[', ']', '\n'), CultureInfo.InvariantCulture);
    }

    // A danda in Gurmukhi text prints with the Gurmukhi face, as that face has it.
    [GeneratedRegex(@"[\u0A00-\u0A7F\u0964\u200C\u200D]+|[\u0900-\u097F\u200C\u200D]+|[\u0A80-\u0AFF\u200C\u200D]+|[\u0D00-\u0D7F\u200C\u200D]+|[^\u0900-\u0D7F]+")]
    private static partial Regex Stretch();

    [GeneratedRegex(@"^(\d+) 0 obj$", RegexOptions.Multiline)]
    private static partial Regex ObjectStart();

    [GeneratedRegex(@"^\s*/(F\d+) (\d+) 0 R", RegexOptions.Multiline)]
    private static partial Regex FontResource();

    [GeneratedRegex(@"/BaseFont /[A-Z]{6}\+(\S+)")]
    private static partial Regex FaceName();

    [GeneratedRegex(@"^(?:/(?<font>F\d+) \S+ Tf|\[(?<show>.*)\] TJ)$", RegexOptions.Multiline)]
    private static partial Regex Operator();

    [GeneratedRegex("<([0-9A-F]+)>")]
    private static partial Regex Codes();
}

using System.Globalization;

namespace OpenSeva.Pdf.Shaping;

/// <summary>Sets a text in lines no wider than a measure: breaks at spaces, and inside a word only when it alone is too wide.</summary>
internal static class Lines
{
    /// <param name="measure">Width of the column in ems of the text's size.</param>
    /// <param name="space">Width of the space between words in ems.</param>
    public static List<List<Word>> Break(Shaper shaper, Text text, double measure, double space)
    {
        var lines = new List<List<Word>>();
        foreach (var paragraph in Paragraphs(text))
        {
            List<Word> line = [];
            var used = 0.0;
            foreach (var pieces in paragraph)
            {
                foreach (var word in Fit(shaper, pieces, text.Language, measure))
                {
                    if (line.Count > 0 && used + space + word.Width > measure)
                    {
                        lines.Add(line);
                        (line, used) = ([], 0);
                    }

                    used += (line.Count > 0 ? space : 0) + word.Width;
                    line.Add(word);
                }
            }

            lines.Add(line);
        }

        return lines;
    }

    /// <summary>The words of each written line; a word runs on through a change of weight.</summary>
    private static List<List<List<(string Text, bool Strong)>>> Paragraphs(Text text)
    {
        List<List<List<(string, bool)>>> paragraphs = [[]];
        var inWord = false;
        foreach (var span in text.Spans)
        {
            // A rupee sign stays with its amount, whoever wrote the sentence.
            var written = span.Words.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("₹ ", "₹\u00A0", StringComparison.Ordinal);
            for (var at = 0; at < written.Length;)
            {
                if (IsBreak(written[at]))
                {
                    if (written[at] == '\n') paragraphs.Add([]);
                    inWord = false;
                    at++;
                    continue;
                }

                var end = at;
                while (end < written.Length && !IsBreak(written[end])) end++;
                if (!inWord) paragraphs[^1].Add([]);
                paragraphs[^1][^1].Add((written[at..end], span.Strong));
                inWord = true;
                at = end;
            }
        }

        return paragraphs;
    }

    /// <summary>A no-break space keeps its words together, so it is no break.</summary>
    private static bool IsBreak(char character) => character is ' ' or '\n' or '\t' or '\u2028' or '\u2009';

    private static List<Word> Fit(
        Shaper shaper, List<(string Text, bool Strong)> pieces, string language, double measure)
    {
        var whole = shaper.Shape(pieces, language);
        if (whole.Width <= measure) return [whole];

        // Cut between clusters that a reader sees as one sign, never through a conjunct's parts.
        List<Word> parts = [];
        foreach (var (text, strong) in pieces)
        {
            var rest = text;
            while (rest.Length > 0)
            {
                var starts = SignsOf(rest);
                var fits = starts.Length;
                Word part;
                do
                {
                    part = shaper.Shape([(fits == starts.Length ? rest : rest[..starts[fits]], strong)], language);
                }
                while (part.Width > measure && --fits > 0);

                parts.Add(part);
                rest = rest[part.Text.Length..];
            }
        }

        return parts;
    }

    /// <summary>Where signs begin: Unicode's clusters, joined where a virama or joiner binds one to the next.</summary>
    private static int[] SignsOf(string text) =>
        [.. StringInfo.ParseCombiningCharacters(text).Where(at => at == 0 || text[at - 1] is not ('\u094D' or '\u0A4D' or '\u0ACD' or '\u0D4D' or '\u200D'))];
}

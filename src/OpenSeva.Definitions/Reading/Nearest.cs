namespace OpenSeva.Definitions;

/// <summary>"Did you mean": the known word closest to a misspelt one.</summary>
internal static class Nearest
{
    /// <returns>A sentence with a leading space, or nothing when no word is near.</returns>
    public static string Hint(string written, IEnumerable<string> known)
    {
        var best = known.Select(word => (word, distance: Distance(written, word))).OrderBy(pair => pair.distance).FirstOrDefault();
        return best.word is not null && best.distance <= Math.Max(1, written.Length / 3) ? $" Did you mean '{best.word}'?" : "";
    }

    /// <summary>Letters to insert, delete or change (Levenshtein).</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}

namespace OpenSeva.Catalogue.Search;

/// <summary>The known keys by their trigrams: finds those that begin like, or are spelt like, a given one.</summary>
internal sealed class TrigramTable
{
    /// <summary>Share of common trigrams (Dice) from which two keys count as spellings of one word.</summary>
    private const double LeastLikeness = 0.45;

    /// <summary>Below this share not even a slip of the finger is sought.</summary>
    private const double LeastShare = 0.2;

    private readonly string[] keys;
    private readonly int[] sizes;
    private readonly Dictionary<int, List<int>> byTrigram = [];

    public TrigramTable(IEnumerable<string> known)
    {
        keys = [.. known];
        sizes = new int[keys.Length];
        for (var place = 0; place < keys.Length; place++)
        {
            var trigrams = Trigrams(keys[place]);
            sizes[place] = trigrams.Count;
            foreach (var trigram in trigrams)
            {
                if (!byTrigram.TryGetValue(trigram, out var places)) byTrigram[trigram] = places = [];
                places.Add(place);
            }
        }
    }

    /// <returns>Known keys with a likeness from 0 to 1; 1 is the key itself.</returns>
    public IEnumerable<(string Key, double Likeness)> Like(string sought)
    {
        var trigrams = Trigrams(sought);
        var common = new Dictionary<int, int>();
        foreach (var trigram in trigrams)
        {
            if (!byTrigram.TryGetValue(trigram, out var places)) continue;
            foreach (var place in places) common[place] = common.GetValueOrDefault(place) + 1;
        }

        foreach (var (place, count) in common)
        {
            var dice = 2.0 * count / (trigrams.Count + sizes[place]);
            if (dice < LeastShare) continue;

            var likeness = Likeness(sought, keys[place], dice);
            if (likeness >= LeastLikeness) yield return (keys[place], likeness);
        }
    }

    private static double Likeness(string sought, string known, double dice)
    {
        if (sought == known) return 1;

        // What begins a longer word is nearly that word: people stop typing early, and endings differ.
        var begins = sought.Length >= 2 && known.StartsWith(sought, StringComparison.Ordinal);
        var extends = known.Length >= 4 && sought.StartsWith(known, StringComparison.Ordinal);
        if (begins || extends) return Math.Max(dice, 0.75);

        // One slip changes up to four trigrams, which in a short word are nearly all.
        var slips = sought.Length >= 8 ? 2 : sought.Length >= 4 ? 1 : 0;
        return slips > 0 && Slips.Between(sought, known, slips) <= slips ? Math.Max(dice, 0.65) : dice * 0.9;
    }

    /// <summary>Two blanks before and one behind: the beginning of a word weighs more than its end.</summary>
    private static HashSet<int> Trigrams(string key)
    {
        var padded = $"  {key} ";
        var trigrams = new HashSet<int>(padded.Length);
        for (var at = 0; at + 3 <= padded.Length; at++)
        {
            trigrams.Add((padded[at] << 16) ^ (padded[at + 1] << 8) ^ padded[at + 2]);
        }

        return trigrams;
    }
}

namespace OpenSeva.Catalogue.Search;

/// <summary>Slips of the finger between two keys: a letter too many, too few, another one, or two neighbours swapped.</summary>
internal static class Slips
{
    /// <param name="most">The count is not followed beyond this.</param>
    public static int Between(string one, string other, int most)
    {
        if (Math.Abs(one.Length - other.Length) > most) return most + 1;

        // Three rows of the table of optimal string alignment: a swap looks two rows back.
        Span<int> before = stackalloc int[other.Length + 1], above = stackalloc int[other.Length + 1], row = stackalloc int[other.Length + 1];
        for (var j = 0; j <= other.Length; j++) above[j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            var oldest = before;
            before = above;
            above = row;
            row = oldest;
        }

        return above[other.Length];
    }
}

using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using OpenSeva.Kernel.Web;

namespace OpenSeva.Kernel;

/// <summary>Part of a list.</summary>
/// <param name="Next">Give it back as <c>after</c> for the next part; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Lists are handed out in parts, over the API as on pages; where the next part begins is opaque to callers.</summary>
public static class Lists
{
    public const int Usual = 50;
    public const int Most = 200;
    private const int LongestCursor = 400;

    /// <summary>The part of a list that is in memory as a whole.</summary>
    /// <param name="key">Tells the rows apart. When the last row shown is gone meanwhile, the list goes on at its place.</param>
    /// <exception cref="BadHttpRequestException">The cursor is not one that a list gave.</exception>
    public static Page<T> Part<T>(this IReadOnlyList<T> all, string? after, int limit, Func<T, string> key)
    {
        var start = 0;
        if (Read(after, 2) is [var place, var last])
        {
            if (!int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var index)) throw Unknown();
            start = all.Index().Where(row => key(row.Item) == last).Select(row => (int?)row.Index + 1).FirstOrDefault() ?? index;
        }

        IReadOnlyList<T> items = [.. all.Skip(start).Take(limit)];
        var end = start + items.Count;
        return new(items, end < all.Count ? Cursor(end.ToString(CultureInfo.InvariantCulture), key(items[^1])) : null);
    }

    /// <param name="parts">What the list is ordered by, of the last row shown.</param>
    public static string Cursor(params string[] parts) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join('\n', parts)));

    /// <returns>The parts of a cursor; null without one.</returns>
    /// <exception cref="BadHttpRequestException">The cursor is not one that a list gave.</exception>
    public static string[]? Read(string? cursor, int parts)
    {
        if (string.IsNullOrEmpty(cursor)) return null;
        return cursor.Length <= LongestCursor && Base64Url.IsValid(cursor) && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('\n') is { } read && read.Length == parts
            ? read
            : throw Unknown();
    }

    public static Unreadable Unknown() => new("kernel.problem.cursor");
}

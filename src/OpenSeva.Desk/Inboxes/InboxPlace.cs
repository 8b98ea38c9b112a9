using System.Globalization;
using Microsoft.AspNetCore.Http;
using OpenSeva.Kernel;

namespace OpenSeva.Desk;

/// <summary>A place in an inbox, as its cursor carries it.</summary>
/// <param name="At">When it is due; of what was sent on, when it left the desk.</param>
internal sealed record InboxPlace(DateTimeOffset At, Guid Id)
{
    /// <exception cref="BadHttpRequestException">The cursor was not given by an inbox.</exception>
    public static InboxPlace? Read(string? cursor) => string.IsNullOrEmpty(cursor) ? null
        : Try(cursor) ?? throw Lists.Unknown();

    /// <returns>Null for what no inbox gave.</returns>
    public static InboxPlace? Try(string? cursor) =>
        cursor?.Split('.') is [var ticks, var id] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var due)
        && due <= DateTime.MaxValue.Ticks && Guid.TryParseExact(id, "N", out var item)
            ? new InboxPlace(new DateTimeOffset(due, TimeSpan.Zero), item)
            : null;

    /// <summary>What comes behind it. The first condition lets the index begin at the right place; the second one passes over equals.</summary>
    public IQueryable<Item> Behind(IQueryable<Item> items)
    {
        var (due, id) = this;
        return items.Where(item => item.DueOrder >= due && (item.DueOrder > due || item.Id.CompareTo(id) > 0));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}.{Id:N}");
}

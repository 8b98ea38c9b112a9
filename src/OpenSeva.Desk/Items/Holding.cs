namespace OpenSeva.Desk;

/// <summary>One stretch of time on one desk.</summary>
/// <param name="Until">Null while it still lies there.</param>
internal sealed record Holding(Guid PostId, Guid OfficeId, string Stage, DateTimeOffset From, DateTimeOffset? Until)
{
    /// <summary>
    /// The fold: who held an item from when to when. The stretches follow one another without gap or overlap, from the
    /// first movement to the close, so that at every instant there is exactly one holder.
    /// </summary>
    public static IReadOnlyList<Holding> Fold(IEnumerable<Movement> movements)
    {
        var holdings = new List<Holding>();
        foreach (var movement in movements.OrderBy(movement => movement.Position))
        {
            if (holdings.Count > 0) holdings[^1] = holdings[^1] with { Until = movement.At };
            if (movement is { PostId: { } post, OfficeId: { } office }) holdings.Add(new Holding(post, office, movement.Stage, movement.At, null));
        }
        return holdings;
    }
}

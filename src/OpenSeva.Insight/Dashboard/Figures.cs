namespace OpenSeva.Insight.Dashboard;

/// <summary>
/// The state's account of itself. Received, disposed and withdrawn lie in the period; what is pending is pending now.
/// </summary>
/// <param name="Disposed">Approved or rejected; withdrawn stands apart.</param>
/// <param name="Within">Of the disposed: at or before the statutory due instant.</param>
/// <param name="SentBack">Of the disposed: sent back to the citizen at least once.</param>
/// <param name="Beyond">Of the pending: the limit has passed.</param>
/// <param name="Paused">Of the pending: the clock stands still.</param>
public readonly record struct Figures(
    long Received, long Disposed, long Within, long Approved, long SentBack, long Withdrawn, long Pending, long Beyond, long Paused)
{
    public long Late => Disposed - Within;

    public long Rejected => Disposed - Approved;

    public static Figures operator +(Figures a, Figures b) => new(
        a.Received + b.Received, a.Disposed + b.Disposed, a.Within + b.Within, a.Approved + b.Approved,
        a.SentBack + b.SentBack, a.Withdrawn + b.Withdrawn, a.Pending + b.Pending, a.Beyond + b.Beyond, a.Paused + b.Paused);
}

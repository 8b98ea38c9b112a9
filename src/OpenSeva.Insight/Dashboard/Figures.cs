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
    /// <summary>Pending when the period began.</summary>
    public long BroughtForward { get; init; }

    /// <summary>Came in the period from another office, or, of a desk, from another desk.</summary>
    public long PassedIn { get; init; }

    /// <summary>Went in the period to another office, or, of a desk, to another desk.</summary>
    public long PassedOut { get; init; }

    /// <summary>Pending when the period ended: the same as pending while it lasts.</summary>
    public long CarriedForward { get; init; }

    /// <summary>brought forward + received + passed in = disposed + withdrawn + passed out + carried forward, by what is counted: all but the first.</summary>
    /// <param name="since">What came less what went between the period's end and now.</param>
    internal Figures Balanced(long passedIn, long passedOut, long since)
    {
        var carried = Pending - since;
        return this with
        {
            PassedIn = passedIn, PassedOut = passedOut, CarriedForward = carried,
            BroughtForward = carried - Received - passedIn + Disposed + Withdrawn + passedOut,
        };
    }

    public long Late => Disposed - Within;

    public long Rejected => Disposed - Approved;

    public static Figures operator +(Figures a, Figures b) => new(
        a.Received + b.Received, a.Disposed + b.Disposed, a.Within + b.Within, a.Approved + b.Approved,
        a.SentBack + b.SentBack, a.Withdrawn + b.Withdrawn, a.Pending + b.Pending, a.Beyond + b.Beyond, a.Paused + b.Paused)
    {
        BroughtForward = a.BroughtForward + b.BroughtForward, PassedIn = a.PassedIn + b.PassedIn, PassedOut = a.PassedOut + b.PassedOut,
        CarriedForward = a.CarriedForward + b.CarriedForward,
    };
}

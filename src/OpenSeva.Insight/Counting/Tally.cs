using OpenSeva.Insight.Facts;

namespace OpenSeva.Insight.Counting;

/// <summary>What some applications add to the counters, or take away: the one place that says what counts where.</summary>
internal sealed class Tally
{
    public readonly record struct Seat(string Department, Guid Office, Guid Post, string Service);

    public readonly record struct MonthKey(Seat Seat, int Month);

    public readonly record struct WaitingKey(Seat Seat, DateTimeOffset DueAt);

    public readonly record struct DaysKey(string Department, Guid Office, int Month, int Days);

    public readonly record struct Sums(long Received, long Disposed, long Within, long Approved, long SentBack, long Withdrawn)
    {
        public Moves Moves { get; init; }

        public static Sums operator +(Sums a, Sums b) => new(
            a.Received + b.Received, a.Disposed + b.Disposed, a.Within + b.Within,
            a.Approved + b.Approved, a.SentBack + b.SentBack, a.Withdrawn + b.Withdrawn) { Moves = a.Moves + b.Moves };

        public Sums Times(int sign) => new(sign * Received, sign * Disposed, sign * Within, sign * Approved, sign * SentBack, sign * Withdrawn) { Moves = Moves.Times(sign) };
    }

    /// <summary>What came to a seat from others and went from it to others: of other offices, and of other desks (those of other offices among them).</summary>
    public readonly record struct Moves(long OfficeIn, long OfficeOut, long DeskIn, long DeskOut)
    {
        public static Moves operator +(Moves a, Moves b) => new(a.OfficeIn + b.OfficeIn, a.OfficeOut + b.OfficeOut, a.DeskIn + b.DeskIn, a.DeskOut + b.DeskOut);

        public Moves Times(int sign) => new(sign * OfficeIn, sign * OfficeOut, sign * DeskIn, sign * DeskOut);
    }

    public Dictionary<MonthKey, Sums> Months { get; } = [];

    public Dictionary<WaitingKey, long> Waiting { get; } = [];

    public Dictionary<DaysKey, long> Days { get; } = [];

    /// <summary>What changes when <paramref name="before"/> has become <paramref name="after"/>.</summary>
    public static Tally Between(CaseRow? before, CaseRow after)
    {
        var change = new Tally();
        if (before is not null) change.Add(before, -1);
        change.Add(after, +1);
        return change;
    }

    public void Add(CaseRow row, int sign)
    {
        var holder = new Seat(row.Department, row.OfficeId, row.PostId, row.Service);
        Add(new(new(row.Department, row.ReceivedOffice, row.ReceivedPost, row.Service), row.ReceivedMonth), new Sums { Received = 1 }.Times(sign));
        foreach (var pass in row.Passes)
        {
            var between = pass.BetweenOffices ? 1 : 0;
            Add(new(new(row.Department, pass.FromOffice, pass.FromPost, row.Service), pass.Month), new Sums { Moves = new(0, between, 0, 1) }.Times(sign));
            Add(new(new(row.Department, pass.ToOffice, pass.ToPost, row.Service), pass.Month), new Sums { Moves = new(between, 0, 1, 0) }.Times(sign));
        }

        if (row.IsPending)
        {
            var key = new WaitingKey(holder, row.DueAt);
            Waiting[key] = Waiting.GetValueOrDefault(key) + sign;
        }
        else if (row.IsDisposed)
        {
            Add(new(holder, row.ClosedMonth), new Sums(
                0, 1, row.WithinLimit is true ? 1 : 0, row.Standing is Standing.Approved ? 1 : 0, row.Objections > 0 ? 1 : 0, 0).Times(sign));
            var key = new DaysKey(row.Department, row.OfficeId, row.ClosedMonth, row.Days);
            Days[key] = Days.GetValueOrDefault(key) + sign;
        }
        else
        {
            Add(new(holder, row.ClosedMonth), new Sums { Withdrawn = 1 }.Times(sign));
        }
    }

    private void Add(MonthKey key, Sums sums) => Months[key] = Months.GetValueOrDefault(key) + sums;
}

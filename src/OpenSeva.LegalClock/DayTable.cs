namespace OpenSeva.LegalClock;

/// <summary>
/// A calendar laid out as a table, one row per date, so that counting days is two look-ups and a subtraction.
/// Make one per calendar and keep it: it is safe on all threads and grows by itself.
/// </summary>
public sealed class DayTable
{
    private readonly OfficeDays office;
    private readonly (int Day, long DeclaredAt, bool Late)[] declared;
    private volatile DayRows? rows;

    public DayTable(WorkCalendar calendar)
    {
        Calendar = calendar;
        office = new OfficeDays(calendar);
        declared = [.. office.Holidays
            .Where(holiday => holiday.DeclaredAt is not null)
            .OrderBy(holiday => holiday.Date)
            .Select(holiday => (holiday.Date.DayNumber, holiday.DeclaredAt!.Value.UtcTicks, IsLate(holiday)))];
    }

    public WorkCalendar Calendar { get; }

    internal OfficeDays Office => office;

    /// <summary>The deciding moment of one date, in UTC ticks.</summary>
    internal long Moment(DateOnly date) => office.Moment(date);

    /// <summary>The rows as they are, or grown so that they reach the instant and three years beyond.</summary>
    internal DayRows RowsAround(long utcTicks)
    {
        if (rows is { } present && present.Has(utcTicks)) return present;

        var date = office.DateOf(new DateTimeOffset(utcTicks, TimeSpan.Zero));
        if (date.Year <= OfficeDays.First.Year || date.Year > OfficeDays.Last.Year - 3)
            throw new ArgumentOutOfRangeException(nameof(utcTicks), date, "No calendar reaches this far.");
        var from = Math.Min(date.Year - 1, rows?.First.Year ?? int.MaxValue);
        var to = Math.Max(date.Year + 3, rows?.Last.Year ?? 0);
        return rows = DayRows.Lay(office, new DateOnly(from, 1, 1), new DateOnly(to, 12, 31));
    }

    /// <summary>
    /// Open days from the day of one instant, which does not count, to the day of another, which does: 0 on the same
    /// day, negative when the other lies before. What a badge says is left.
    /// </summary>
    public int OpenDaysBetween(DateTimeOffset from, DateTimeOffset to)
    {
        var (early, late) = from <= to ? (from, to) : (to, from);
        var laid = RowsAround(early.UtcTicks);
        if (!laid.Has(late.UtcTicks)) laid = DayRows.Lay(office, new DateOnly(office.DateOf(early).Year, 1, 1), new DateOnly(office.DateOf(late).Year, 12, 31));
        var open = laid.OpenBefore(laid.RowOf(late.UtcTicks) + 1) - laid.OpenBefore(laid.RowOf(early.UtcTicks) + 1);
        return from <= to ? open : -open;
    }

    /// <summary>
    /// Whether the order of events and declarations matters between two dates. It does not for a holiday declared before
    /// its own closing time: the limit still ran then or had ended before that date.
    /// </summary>
    internal bool NeedsCare(int afterDay, int toDay, long stoppedAt)
    {
        foreach (var holiday in declared)
        {
            if (holiday.Day > toDay) return false;
            if (holiday.Day > afterDay && (holiday.Late || holiday.DeclaredAt > stoppedAt)) return true;
        }
        return false;
    }

    private bool IsLate(Holiday holiday) =>
        holiday.DeclaredAt!.Value.UtcTicks > office.Moment(holiday.Date);
}

/// <summary>The table itself; never changed once laid.</summary>
internal sealed class DayRows
{
    private readonly long[] midnights; // one more than there are dates
    private readonly long[] moments;
    private readonly int[] openBefore; // open days before each date; one more than there are dates
    private readonly int[] openDays;   // row of each open day

    private DayRows(DateOnly first, DateOnly last, long[] midnights, long[] moments, int[] openBefore, int[] openDays) =>
        (First, Last, this.midnights, this.moments, this.openBefore, this.openDays) =
        (first, last, midnights, moments, openBefore, openDays);

    public DateOnly First { get; }
    public DateOnly Last { get; }
    public int Count => moments.Length;
    public int OpenCount => openDays.Length;

    /// <summary>The first instant after the table.</summary>
    public long EndsAt => midnights[^1];

    public static DayRows Lay(OfficeDays office, DateOnly first, DateOnly last)
    {
        var count = last.DayNumber - first.DayNumber + 1;
        var (midnights, moments, openBefore) = (new long[count + 1], new long[count], new int[count + 1]);
        var openDays = new List<int>(count);
        for (var row = 0; row < count; row++)
        {
            var date = first.AddDays(row);
            (midnights[row], moments[row], openBefore[row]) = (office.Midnight(date), office.Moment(date), openDays.Count);
            if (office.HolidayOn(date) is null && office.ClosesOn(date) is not null) openDays.Add(row);
        }
        (midnights[count], openBefore[count]) = (office.Midnight(last.AddDays(1)), openDays.Count);
        return new DayRows(first, last, midnights, moments, openBefore, [.. openDays]);
    }

    public bool Has(long utcTicks) => utcTicks >= midnights[0] && utcTicks < midnights[^1];

    /// <summary>The row of the local date of an instant.</summary>
    public int RowOf(long utcTicks)
    {
        var row = Math.Clamp((int)((utcTicks - midnights[0]) / TimeSpan.TicksPerDay), 0, moments.Length - 1);
        while (midnights[row] > utcTicks) row--;
        while (midnights[row + 1] <= utcTicks) row++;
        return row;
    }

    public long Moment(int row) => moments[row];

    public int OpenBefore(int row) => openBefore[row];

    public int OpenDay(int number) => openDays[number];

    /// <summary>Dates whose deciding moment is before the instant.</summary>
    public int DaysBefore(long utcTicks)
    {
        var row = RowOf(utcTicks);
        if (moments[row] < utcTicks) return row + 1;
        // At midnight exactly, the moment of the closed day before is now and not before.
        return row > 0 && moments[row - 1] == utcTicks ? row - 1 : row;
    }
}

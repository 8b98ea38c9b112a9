namespace OpenSeva.Kernel;

/// <summary>Vocabulary over <see cref="TimeProvider"/>.</summary>
public static class Time
{
    /// <summary>The state's civil time.</summary>
    public static readonly TimeZoneInfo India = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata");

    extension(TimeProvider clock)
    {
        /// <summary>UTC now, cut to microseconds: what PostgreSQL keeps, so a value read back equals the value written.</summary>
        public DateTimeOffset Now => clock.GetUtcNow().ToMicroseconds();

        /// <summary>Today's date in the state.</summary>
        public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), India).DateTime);
    }

    public static DateTimeOffset ToMicroseconds(this DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}

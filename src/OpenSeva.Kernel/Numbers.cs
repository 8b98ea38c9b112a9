using OpenSeva.Kernel.Storage;

namespace OpenSeva.Kernel;

/// <summary>
/// Gapless numbers: every number 1..n of a series is borne by something or recorded void. The series row stays locked
/// until the command commits, so draw last; an aborted command gives its number back.
/// </summary>
public sealed class Numbers
{
    private readonly Unit unit;
    private readonly TimeProvider clock;

    internal Numbers(Unit unit, TimeProvider clock) => (this.unit, this.clock) = (unit, clock);

    /// <param name="series">For example <c>INC/EKM/2026-27</c>: kind, office, its own year.</param>
    /// <param name="bearer">What bears the number.</param>
    public async Task<long> Draw(string series, Guid bearer, CancellationToken ct)
    {
        var n = await Next(series, ct);
        await Record(series, n, bearer, null, ct);
        return n;
    }

    /// <summary>Uses up a number without a bearer, and says why.</summary>
    public async Task<long> Void(string series, string reason, CancellationToken ct)
    {
        var n = await Next(series, ct);
        await Record(series, n, null, reason, ct);
        return n;
    }

    private async Task<long> Next(string series, CancellationToken ct)
    {
        await using var command = unit.Connection.Command(
            "insert into number_series (series, last) values (@series, 1) on conflict (series) do update set last = number_series.last + 1 returning last",
            unit.Transaction);
        command.With("series", series);
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task Record(string series, long n, Guid? bearer, string? reason, CancellationToken ct)
    {
        await using var command = unit.Connection.Command(
            "insert into number_drawn (series, n, bearer, void, at) values (@series, @n, @bearer, @void, @at)", unit.Transaction);
        command.With("series", series).With("n", n).With("bearer", bearer).With("void", reason).With("at", clock.Now.UtcDateTime);
        await command.ExecuteNonQueryAsync(ct);
    }
}

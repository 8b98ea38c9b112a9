using OpenSeva.Kernel.Storage;

namespace OpenSeva.Kernel.Outbox;

/// <param name="Failure">A refusal's code, or the kind of exception and where it happened: no word of what the message holds.</param>
public sealed record StuckMessage(Guid Id, string Stream, string Type, int Attempts, DateTimeOffset NextAt, string Failure);

/// <summary>Messages that failed so often that somebody should look; they are tried again every hour all the same.</summary>
public sealed class StuckMessages(Storage.Storage storage)
{
    /// <summary>About two minutes of trying: a database that was away is back by then, mostly.</summary>
    public const int Tries = 6;
    private const int MostNamed = 100;

    public async Task<long> Count(CancellationToken ct)
    {
        await using var connection = storage.NewConnection();
        await connection.OpenAsync(ct);
        await using var command = connection.Command("select count(*) from outbox where done_at is null and error is not null and attempts > @tries");
        return Convert.ToInt64(await command.With("tries", Tries).ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <returns>The oldest of them.</returns>
    public async Task<IReadOnlyList<StuckMessage>> List(CancellationToken ct)
    {
        await using var connection = storage.NewConnection();
        await connection.OpenAsync(ct);
        await using var command = connection.Command(
            "select id, stream, type, attempts, next_at, error from outbox where done_at is null and error is not null and attempts > @tries order by seq limit @most");
        await using var rows = await command.With("tries", Tries).With("most", MostNamed).ExecuteReaderAsync(ct);
        var found = new List<StuckMessage>();
        while (await rows.ReadAsync(ct))
        {
            found.Add(new(
                rows.GetValue(0).Guid(), rows.GetString(1), rows.GetString(2), rows.GetInt32(3),
                new(DateTime.SpecifyKind(rows.GetDateTime(4), DateTimeKind.Utc)), rows.GetString(5)));
        }

        return found;
    }
}

using System.Globalization;
using System.Security.Cryptography;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Kernel.Journal;

/// <summary>Seals within a second, on one node.</summary>
internal sealed class SealJob(Sealer sealer) : IJob
{
    public TimeSpan Every => TimeSpan.FromSeconds(1);

    public Task Run(CancellationToken ct) => sealer.Seal(ct);
}

/// <summary>
/// Extends the global chain over entries that are committed but not yet sealed. Entries become visible out of order,
/// so it looks for the missing ones instead of remembering a place. One sealer at a time, on any node.
/// </summary>
public sealed class Sealer
{
    private const long Right = 0x5345_4C41;
    private const int Most = 2000;
    private readonly Storage.Storage storage;

    public Sealer(Storage.Storage storage) => this.storage = storage;

    /// <returns>How many entries were sealed.</returns>
    public async Task<int> Seal(CancellationToken ct)
    {
        if (!await AnyOpen(ct)) return 0;
        await using var turn = await storage.Turn(ct);
        if (!await storage.TryLock(turn, Right, ct)) return 0;

        var (position, hash) = await Head(turn, ct);
        var batch = new Batch(turn.Connection, turn.Transaction);
        var sealedEntries = 0;
        await using (var open = turn.Command(
            "select e.seq, e.hash from journal_entry e left join seal s on s.entry = e.seq where s.entry is null and e.seq > @floor order by e.seq limit @most"))
        {
            open.With("floor", await Floor(turn, ct)).With("most", Most);
            await using var rows = await open.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
            {
                hash = Chain(hash, (byte[])rows.GetValue(1));
                batch.Add("insert into seal (position, entry, hash) values (@position, @entry, @hash)",
                    ("position", ++position), ("entry", rows.GetInt64(0)), ("hash", hash));
                sealedEntries++;
            }
        }

        await batch.Run(ct);
        await turn.Commit();
        return sealedEntries;
    }

    // Looks without the right to write, so that an idle system stays idle.
    private async Task<bool> AnyOpen(CancellationToken ct)
    {
        await using var connection = storage.NewConnection();
        await connection.OpenAsync(ct);
        await using var command = connection.Command(
            "select 1 from journal_entry e left join seal s on s.entry = e.seq where s.entry is null and e.seq > (select coalesce(max(entry), 0) - @straggling from seal) limit 1");
        command.With("straggling", storage.Straggling);
        return await command.ExecuteScalarAsync(ct) is not null;
    }

    internal static byte[] Chain(byte[] prior, byte[] entry) => SHA256.HashData([.. prior, .. entry]);

    // A number drawn by a command that is still running may show up below the newest seal: look back a good way, not for ever.
    private async Task<long> Floor(Turn turn, CancellationToken ct)
    {
        await using var command = turn.Command("select coalesce(max(entry), 0) from seal");
        return Math.Max(0, Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture) - storage.Straggling);
    }

    private static async Task<(long Position, byte[] Hash)> Head(Turn turn, CancellationToken ct)
    {
        await using var command = turn.Command("select position, hash from seal order by position desc limit 1");
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? (row.GetInt64(0), (byte[])row.GetValue(1)) : (0, []);
    }
}

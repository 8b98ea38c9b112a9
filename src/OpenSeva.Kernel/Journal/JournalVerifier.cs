using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Kernel.Journal;

/// <summary>A place of the global chain kept elsewhere: with it, a cut-off tail is noticed.</summary>
public sealed record JournalHead(long Position, string Hash);

/// <summary>What a verification found.</summary>
/// <param name="Fault">The first thing that does not hold, in words; null when everything does.</param>
public sealed record JournalReport(long Entries, long Sealed, long Streams, long Rows, long Erasures, bool TruncationChecked, string? Fault);

/// <summary>
/// Re-checks every stream, the global chain, the digest of every row an entry produced and the account of every number,
/// and names the first that fails. Reads only, through the same mapping the program writes with, and all of it as it
/// stood at one moment: acts that go on meanwhile raise no alarm.
/// </summary>
public sealed class JournalVerifier
{
    private readonly Storage.Storage storage;
    private readonly IServiceScopeFactory scopes;
    private readonly Type[] windows;

    internal JournalVerifier(Storage.Storage storage, IServiceScopeFactory scopes, IEnumerable<JournaledDb> windows) =>
        (this.storage, this.scopes, this.windows) = (storage, scopes, [.. windows.Select(window => window.Type)]);

    /// <summary>The newest seal: print it, keep it somewhere else.</summary>
    public async Task<JournalHead> Head(CancellationToken ct)
    {
        await using var connection = storage.NewConnection();
        await connection.OpenAsync(ct);
        await using var command = connection.Command("select position, hash from seal order by position desc limit 1");
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? new(row.GetInt64(0), Convert.ToHexStringLower((byte[])row.GetValue(1))) : new(0, "");
    }

    public async Task<JournalReport> Verify(JournalHead? kept, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var unit = scope.ServiceProvider.GetRequiredService<Unit>();
        await unit.BeginReading(ct);
        var entries = new Dictionary<long, byte[]>();
        var streams = new Dictionary<string, (long Length, byte[] Hash)>(StringComparer.Ordinal);
        var rows = new Dictionary<(string Table, Guid Key), (string? Digest, Guid Entry, string Stream, long Seq)>();
        var erased = new HashSet<(string Stream, long Position)>();
        long sealedCount = 0;
        var fault = await Entries(unit, entries, streams, rows, erased, ct)
            ?? await Heads(unit, streams, ct);
        if (fault is null) (fault, sealedCount) = await Seals(unit, entries, kept, ct);
        var (written, erasures) = (rows.Count, erased.Count);
        fault ??= await Erasures(unit, erased, ct) ?? await Rows(scope.ServiceProvider, unit, rows, ct) ?? await Salts(unit, ct) ?? await Numbers(unit, ct);
        return new(entries.Count, sealedCount, streams.Count, written, erasures, kept is not null, fault);
    }

    private static async Task<string?> Entries(
        Unit unit, Dictionary<long, byte[]> entries, Dictionary<string, (long Length, byte[] Hash)> streams,
        Dictionary<(string, Guid), (string? Digest, Guid Entry, string Stream, long Seq)> rows, HashSet<(string, long)> erased, CancellationToken ct)
    {
        await using var command = unit.Connection.Command("select seq, id, stream, position, hash, body from journal_entry order by stream, position", unit.Transaction);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var (seq, id, stream, position) = (reader.GetInt64(0), reader.GetValue(1).Guid(), reader.GetString(2), reader.GetInt64(3));
            var (hash, body) = ((byte[])reader.GetValue(4), (byte[])reader.GetValue(5));
            var where = $"stream {stream}, entry {position.ToString(CultureInfo.InvariantCulture)}";
            if (!SHA256.HashData(body).AsSpan().SequenceEqual(hash)) return $"{where}: its bytes do not give its hash";
            JournalEntry entry;
            try { entry = JournalEntry.Parse(body); }
            catch (Exception error) when (error is JsonException or KeyNotFoundException or FormatException or InvalidOperationException or ArgumentException) { return $"{where}: its bytes are not an entry"; }

            var before = streams.GetValueOrDefault(stream, (0, []));
            if (entry.Stream != stream || entry.Position != position || position != before.Length + 1) return $"{where}: entry {before.Length + 1} is missing or out of order";
            if (entry.Prior != Convert.ToHexStringLower(before.Hash)) return $"{where}: it does not continue the entry before";
            if (entry.Erased is { } up && (up != position - 1 || !erased.Add((stream, up)))) return $"{where}: it erases what does not stand before it";
            streams[stream] = (position, hash);
            entries[seq] = hash;
            foreach (var row in entry.Rows)
            {
                // A row may pass from one stream to another (an upload becomes a case's): the later number is the later word.
                if (!rows.TryGetValue((row.Table, row.Key), out var other) || other.Seq < seq) rows[(row.Table, row.Key)] = (row.Digest, id, stream, seq);
            }
        }

        return null;
    }

    private static async Task<string?> Heads(Unit unit, Dictionary<string, (long Length, byte[] Hash)> streams, CancellationToken ct)
    {
        await using var command = unit.Connection.Command("select stream, length, hash from journal_stream order by stream", unit.Transaction);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var seen = 0;
        while (await reader.ReadAsync(ct))
        {
            seen++;
            var stream = reader.GetString(0);
            if (!streams.TryGetValue(stream, out var found) || found.Length != reader.GetInt64(1) || !found.Hash.AsSpan().SequenceEqual((byte[])reader.GetValue(2)))
                return $"stream {stream}: its end is missing";
        }

        return seen == streams.Count ? null : "a stream has lost its head";
    }

    private static async Task<(string? Fault, long Sealed)> Seals(
        Unit unit, Dictionary<long, byte[]> entries, JournalHead? kept, CancellationToken ct)
    {
        await using var command = unit.Connection.Command("select position, entry, hash from seal order by position", unit.Transaction);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var (expected, chain, keptSeen) = (0L, Array.Empty<byte>(), kept is null or { Position: 0 });
        while (await reader.ReadAsync(ct))
        {
            var (position, entry, hash) = (reader.GetInt64(0), reader.GetInt64(1), (byte[])reader.GetValue(2));
            if (position != ++expected) return ($"global chain: seal {expected} is missing", expected);
            if (!entries.TryGetValue(entry, out var entryHash)) return ($"global chain, seal {position}: its entry is gone", expected);
            chain = Sealer.Chain(chain, entryHash);
            if (!chain.AsSpan().SequenceEqual(hash)) return ($"global chain, seal {position}: it does not follow from what stands before", expected);
            if (kept?.Position == position)
            {
                keptSeen = true;
                if (kept.Hash != Convert.ToHexStringLower(hash)) return ($"global chain, seal {position}: it is not the head that was kept", expected);
            }
        }

        return (keptSeen ? null : $"global chain: it ends at {expected}, before the head that was kept ({kept!.Position})", expected);
    }

    private async Task<string?> Rows(
        IServiceProvider services, Unit unit, Dictionary<(string Table, Guid Key), (string? Digest, Guid Entry, string Stream, long Seq)> rows, CancellationToken ct)
    {
        var salts = new Dictionary<Guid, byte[]>();
        await using (var command = unit.Connection.Command("select entry, salt from journal_salt", unit.Transaction))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct)) salts[reader.GetValue(0).Guid()] = (byte[])reader.GetValue(1);
        }

        foreach (var window in windows)
        {
            var db = (ModuleDb)services.GetRequiredService(window);
            if (!db.IsJournaled) continue;
            foreach (var type in db.Model.GetEntityTypes().Where(type => typeof(Entity).IsAssignableFrom(type.ClrType) && !type.ClrType.IsDefined(typeof(UnjournaledAttribute), true)))
            {
                await foreach (var row in All(db, type.ClrType).AsAsyncEnumerable().WithCancellation(ct))
                {
                    var table = type.GetTableName()!;
                    if (!rows.Remove((table, row.Id), out var known)) return $"{table} {row.Id}: no entry wrote this row";
                    if (!salts.TryGetValue(known.Entry, out var salt)) return $"{table} {row.Id} ({known.Stream}): the salt of its last entry is gone, so that the row cannot be told";
                    if (known.Digest is null || known.Digest != Convert.ToHexStringLower(RowDigest.Of(row, type, salt)))
                        return $"{table} {row.Id} ({known.Stream}): the row is not what its last entry wrote";
                }
            }
        }

        var gone = rows.FirstOrDefault(row => row.Value.Digest is not null);
        return gone.Key.Table is null ? null : $"{gone.Key.Table} {gone.Key.Key} ({gone.Value.Stream}): the row is gone, and no entry removed it";
    }

    /// <summary>Every line of an erasure stands in an entry's hashed body, and every such entry has its line; what is left of the set is without one.</summary>
    private static async Task<string?> Erasures(Unit unit, HashSet<(string Stream, long Position)> erased, CancellationToken ct)
    {
        await using var command = unit.Connection.Command("select stream, position from journal_erasure order by stream, position", unit.Transaction);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var (stream, position) = (reader.GetString(0), reader.GetInt64(1));
            if (!erased.Remove((stream, position))) return $"stream {stream}: an erasure up to entry {position.ToString(CultureInfo.InvariantCulture)} is on record, and no entry says so";
        }

        return erased.Count is 0 ? null : $"stream {erased.First().Stream}: entry {(erased.First().Position + 1).ToString(CultureInfo.InvariantCulture)} erases, and that is not on record";
    }

    /// <summary>A salt is missing only where its erasure is on record.</summary>
    private static async Task<string?> Salts(Unit unit, CancellationToken ct)
    {
        await using var command = unit.Connection.Command(
            """
            select e.stream, e.position from journal_entry e left join journal_salt s on s.entry = e.id
            where s.entry is null and not exists (select 1 from journal_erasure x where x.stream = e.stream and x.position >= e.position)
            order by e.seq limit 1
            """, unit.Transaction);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? $"stream {reader.GetString(0)}, entry {reader.GetInt64(1).ToString(CultureInfo.InvariantCulture)}: its salt is gone, and no erasure is on record" : null;
    }

    private static async Task<string?> Numbers(Unit unit, CancellationToken ct)
    {
        await using var command = unit.Connection.Command(
            """
            select coalesce(s.series, d.series), coalesce(s.last, 0), coalesce(d.drawn, 0)
            from number_series s full join (select series, count(*) as drawn, max(n) as highest from number_drawn group by series) d on d.series = s.series
            where coalesce(s.last, 0) <> coalesce(d.drawn, 0) or coalesce(s.last, 0) <> coalesce(d.highest, 0)
            order by 1 limit 1
            """, unit.Transaction);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? $"series {reader.GetString(0)}: of {reader.GetInt64(1)} numbers {reader.GetInt64(2)} are borne or void" : null;
    }

    internal static IQueryable<Entity> All(ModuleDb db, Type type) =>
        ((IQueryable<Entity>)typeof(DbContext).GetMethod(nameof(DbContext.Set), Type.EmptyTypes)!.MakeGenericMethod(type).Invoke(db, null)!).AsNoTracking();
}

using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Kernel.Journal;

/// <summary>Appends one entry per stream a command touched. Nothing else writes the journal.</summary>
internal sealed class JournalWriter(Unit unit, Erasure erasure, TimeProvider clock)
{
    public async Task Append(Batch batch, Actor actor, List<ChangedRow> rows, List<(Entity Entity, IEvent Event)> raised, CancellationToken ct)
    {
        // A stream that is erased gets an entry that says so, also where the command writes no row of it.
        var streams = rows.Select(row => row.Entity.Stream).Union(erasure.Streams).Order(StringComparer.Ordinal).ToList();
        if (streams.Count is 0) return;
        var at = clock.Now;
        var written = rows.ToLookup(row => row.Entity.Stream);
        var heads = await LockHeads(streams, ct);
        foreach (var (stream, head) in streams.Zip(heads))
        {
            var isErased = erasure.Streams.Contains(stream) && head.Length > 1;
            var told = isErased ? [.. written[stream], .. await erasure.Standing(unit, stream, rows, ct)] : written[stream];
            var salt = RandomNumberGenerator.GetBytes(16);
            var id = Guid.CreateVersion7();
            var entry = new JournalEntry(
                stream, head.Length, Convert.ToHexStringLower(head.Hash), at, actor.Kind, actor.Id, actor.PostId,
                [.. raised.Where(pair => pair.Entity.Stream == stream).Select(pair => pair.Event.GetType().Name)],
                [.. told.Select(row => new EntryRow(
                    row.Type.GetTableName()!, row.Entity.Id,
                    row.IsDeleted ? null : Convert.ToHexStringLower(RowDigest.Of(row.Entity, row.Type, salt))))],
                isErased ? head.Length - 1 : null);
            var body = entry.Canonical();
            var hash = JournalEntry.Hash(body);
            batch.Add(
                "insert into journal_entry (id, stream, position, hash, body, at) values (@id, @stream, @position, @hash, @body, @at)",
                ("id", id), ("stream", entry.Stream), ("position", entry.Position), ("hash", hash), ("body", body), ("at", at.UtcDateTime));
            batch.Add("insert into journal_salt (entry, salt) values (@entry, @salt)", ("entry", id), ("salt", salt));
            batch.Add("update journal_stream set hash = @hash where stream = @stream", ("hash", hash), ("stream", entry.Stream));
            if (entry.Erased is { } erased)
            {
                batch.Add(
                    "insert into journal_erasure (stream, position, at) values (@stream, @position, @at)",
                    ("stream", entry.Stream), ("position", erased), ("at", at.UtcDateTime));
            }
        }
    }

    // The upsert lengthens the stream and keeps its row locked until the commit; in sorted order, so that two commands never wait for each other.
    private async Task<IReadOnlyList<(long Length, byte[] Hash)>> LockHeads(IEnumerable<string> streams, CancellationToken ct)
    {
        var heads = new Batch(unit.Connection, unit.Transaction);
        foreach (var stream in streams)
        {
            heads.Add(
                "insert into journal_stream (stream, length, hash) values (@stream, 1, @none) on conflict (stream) do update set length = journal_stream.length + 1 returning length, hash",
                ("stream", stream), ("none", Array.Empty<byte>()));
        }

        var rows = await heads.Run(ct);
        return [.. rows.Select(row => (Convert.ToInt64(row![0], CultureInfo.InvariantCulture), (byte[])row[1]!))];
    }
}

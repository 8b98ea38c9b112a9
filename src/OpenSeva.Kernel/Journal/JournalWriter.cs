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
        if (rows.Count is 0) return;
        var at = clock.Now;
        var streams = rows.GroupBy(row => row.Entity.Stream).OrderBy(stream => stream.Key, StringComparer.Ordinal).ToList();
        var heads = await LockHeads(streams.Select(stream => stream.Key), ct);
        foreach (var (stream, head) in streams.Zip(heads))
        {
            var told = erasure.Streams.Contains(stream.Key) ? [.. stream, .. await erasure.Standing(unit, stream.Key, rows, ct)] : (IEnumerable<ChangedRow>)stream;
            var salt = RandomNumberGenerator.GetBytes(16);
            var id = Guid.CreateVersion7();
            var entry = new JournalEntry(
                stream.Key, head.Length, Convert.ToHexStringLower(head.Hash), at, actor.Kind, actor.Id, actor.PostId,
                [.. raised.Where(pair => pair.Entity.Stream == stream.Key).Select(pair => pair.Event.GetType().Name)],
                [.. told.Select(row => new EntryRow(
                    row.Type.GetTableName()!, row.Entity.Id,
                    row.IsDeleted ? null : Convert.ToHexStringLower(RowDigest.Of(row.Entity, row.Type, salt))))]);
            var body = entry.Canonical();
            var hash = JournalEntry.Hash(body);
            batch.Add(
                "insert into journal_entry (id, stream, position, hash, body, at) values (@id, @stream, @position, @hash, @body, @at)",
                ("id", id), ("stream", entry.Stream), ("position", entry.Position), ("hash", hash), ("body", body), ("at", at.UtcDateTime));
            batch.Add("insert into journal_salt (entry, salt) values (@entry, @salt)", ("entry", id), ("salt", salt));
            batch.Add("update journal_stream set hash = @hash where stream = @stream", ("hash", hash), ("stream", entry.Stream));
        }

        foreach (var stream in erasure.Streams) await Erase(batch, stream, streams.FindIndex(one => one.Key == stream) is >= 0, at, ct);
    }

    // Everything before the entry that this command writes; in a stream it writes nothing to, everything.
    private async Task Erase(Batch batch, string stream, bool isWritten, DateTimeOffset at, CancellationToken ct)
    {
        if (!isWritten && (await erasure.Standing(unit, stream, [], ct)).Count > 0) throw new InvalidOperationException($"Rows of {stream} still stand: they need their salts.");
        batch.Add(
            "insert into journal_erasure (stream, position, at) select stream, length - @own, @at from journal_stream where stream = @stream and length > @own on conflict do nothing",
            ("own", isWritten ? 1 : 0), ("at", at.UtcDateTime), ("stream", stream));
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

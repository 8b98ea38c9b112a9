using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Kernel.Journal;

/// <summary>
/// A command that destroys a record also takes away what would let somebody guess it: the salts of the streams it names.
/// The old entries keep their place and their hashes, but their digests say nothing any more. Rows of the stream that
/// stay are digested once more in the command's own entry, so that they can still be told from forged ones.
/// </summary>
public sealed class Erasure
{
    private readonly IServiceProvider services;
    private readonly HashSet<string> streams = new(StringComparer.Ordinal);

    internal Erasure(IServiceProvider services) => this.services = services;

    internal IReadOnlyCollection<string> Streams => streams;

    /// <summary>Salts of everything written in this stream before this command are erased when it commits.</summary>
    public void Of(string stream) => streams.Add(stream);

    /// <summary>The rows that still stand as this stream last wrote them, apart from those the command writes itself.</summary>
    /// <exception cref="Refusal">journal.does-not-hold: a row was changed behind the program's back; erasing would hide it.</exception>
    internal async Task<IReadOnlyList<ChangedRow>> Standing(Unit unit, string stream, IReadOnlyCollection<ChangedRow> written, CancellationToken ct)
    {
        var known = written.Select(row => (row.Type.GetTableName()!, row.Entity.Id)).ToHashSet();
        var (last, salts) = (await Last(unit, stream, ct), await Salts(unit, stream, ct));
        var standing = new List<ChangedRow>();
        foreach (var ((table, key), (digest, entry)) in last)
        {
            if (digest is null || known.Contains((table, key)) || Window(table) is not var (db, type)) continue;
            var row = await JournalVerifier.All(db, type.ClrType).FirstOrDefaultAsync(one => one.Id == key, ct);
            // Passed on to another stream, whose word it is now; or gone, which verification goes on saying.
            if (row is null || row.Stream != stream) continue;
            if (!salts.TryGetValue(entry, out var salt) || digest != Convert.ToHexStringLower(RowDigest.Of(row, type, salt))) throw new Refusal("journal.does-not-hold", table);
            standing.Add(new(row, type, false));
        }

        return standing;
    }

    private (ModuleDb, IEntityType)? Window(string table)
    {
        foreach (var window in services.GetServices<JournaledDb>())
        {
            var db = (ModuleDb)services.GetRequiredService(window.Type);
            if (db.IsJournaled && db.Model.GetEntityTypes().FirstOrDefault(type => type.GetTableName() == table) is { } type) return (db, type);
        }

        return null;
    }

    private static async Task<Dictionary<(string, Guid), (string? Digest, Guid Entry)>> Last(Unit unit, string stream, CancellationToken ct)
    {
        var last = new Dictionary<(string, Guid), (string?, Guid)>();
        await using var command = unit.Connection.Command("select id, body from journal_entry where stream = @stream order by position", unit.Transaction).With("stream", stream);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            foreach (var row in JournalEntry.Parse((byte[])reader.GetValue(1)).Rows) last[(row.Table, row.Key)] = (row.Digest, reader.GetValue(0).Guid());
        return last;
    }

    private static async Task<Dictionary<Guid, byte[]>> Salts(Unit unit, string stream, CancellationToken ct)
    {
        var salts = new Dictionary<Guid, byte[]>();
        await using var command = unit.Connection.Command(
            "select entry, salt from journal_salt where entry in (select id from journal_entry where stream = @stream)", unit.Transaction).With("stream", stream);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) salts[reader.GetValue(0).Guid()] = (byte[])reader.GetValue(1);
        return salts;
    }
}

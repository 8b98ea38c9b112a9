using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Kernel.Journal;

/// <summary>
/// A command that destroys a record also takes away what would let somebody guess it: the salts of the streams it names.
/// The old entries keep their place and their hashes, but their digests say nothing any more. Rows of the stream that
/// stay are digested once more in the command's own entry, so that they can still be told from forged ones. What was
/// changed behind the program's back would be hidden by that for good: it stops the command instead.
/// </summary>
public sealed class Erasure
{
    private readonly IServiceProvider services;
    private readonly Dictionary<string, string> named = new(StringComparer.Ordinal);

    internal Erasure(IServiceProvider services) => this.services = services;

    internal IReadOnlyCollection<string> Streams => named.Keys;

    /// <summary>
    /// Salts of everything written in this stream before this command are erased when it commits. Called before the command
    /// relies on any row of the record: every one is held against the journal as it lies in the database.
    /// </summary>
    /// <param name="name">What people call the record, for a refusal.</param>
    /// <exception cref="Refusal">journal.does-not-hold: a row is not what the journal says.</exception>
    public async Task Of(string stream, string name, CancellationToken ct)
    {
        if (!named.TryAdd(stream, name)) return;
        var unit = services.GetRequiredService<Unit>();
        var (last, salts) = (await Last(unit, stream, ct), await Salts(unit, stream, ct));
        foreach (var ((table, key), word) in last)
        {
            if (Window(table) is not var (db, type)) continue;
            var row = await JournalVerifier.All(db, type.ClrType).FirstOrDefaultAsync(one => one.Id == key, ct);
            var holds = row is null ? word.Digest is null : row.Stream == stream ? Fits(row, type, word, salts) : await IsPassedOn(unit, row, table, ct);
            if (!holds) throw DoesNotHold(stream);
        }
    }

    /// <summary>The rows that still stand as this stream last wrote them, apart from those the command writes itself.</summary>
    /// <exception cref="Refusal">journal.does-not-hold: a row was changed, or one that the command changes was put in by hand.</exception>
    internal async Task<IReadOnlyList<ChangedRow>> Standing(Unit unit, string stream, IReadOnlyCollection<ChangedRow> written, CancellationToken ct)
    {
        var known = written.Select(row => (row.Type.GetTableName()!, row.Entity.Id)).ToHashSet();
        var (last, salts) = (await Last(unit, stream, ct), await Salts(unit, stream, ct));
        if (written.Any(row => !row.IsNew && row.Entity.Stream == stream && !last.ContainsKey((row.Type.GetTableName()!, row.Entity.Id)))) throw DoesNotHold(stream);
        var standing = new List<ChangedRow>();
        foreach (var ((table, key), word) in last)
        {
            if (word.Digest is null || known.Contains((table, key)) || Window(table) is not var (db, type)) continue;
            var row = await JournalVerifier.All(db, type.ClrType).FirstOrDefaultAsync(one => one.Id == key, ct);
            // Passed on to another stream, whose word it is now.
            if (row is not null && row.Stream != stream) continue;
            if (row is null || !Fits(row, type, word, salts)) throw DoesNotHold(stream);
            standing.Add(new(row, type, false));
        }

        return standing;
    }

    private Refusal DoesNotHold(string stream) => new("journal.does-not-hold", named[stream]);

    private static bool Fits(Entity row, IEntityType type, (string? Digest, Guid Entry) word, Dictionary<Guid, byte[]> salts) =>
        word.Digest is not null && salts.TryGetValue(word.Entry, out var salt) && word.Digest == Convert.ToHexStringLower(RowDigest.Of(row, type, salt));

    // Its new stream has to know it, or somebody only gave it another owner.
    private static async Task<bool> IsPassedOn(Unit unit, Entity row, string table, CancellationToken ct) =>
        (await Last(unit, row.Stream, ct)).ContainsKey((table, row.Id));

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

using System.Data.Common;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace OpenSeva.Kernel.Storage;

/// <summary>
/// Applies each module's numbered SQL files in order, forward only, each in a transaction of its own.
/// A file that was applied and then changed is refused: history is not rewritten.
/// </summary>
public sealed class SchemaRunner(Storage storage, IEnumerable<SchemaSource> sources, TimeProvider clock)
{
    /// <returns>Names of the steps this call applied.</returns>
    public async Task<IReadOnlyList<string>> Update(CancellationToken ct)
    {
        if ((await Pending(ct)).Count is 0) return [];
        await using var owner = await storage.OpenOwner(ct);
        await Create(owner, ct);
        var applied = new List<string>();
        foreach (var step in await Pending(owner, ct))
        {
            await using var transaction = await owner.BeginTransactionAsync(ct);
            await using (var change = owner.Command(step.Sql, transaction)) await change.ExecuteNonQueryAsync(ct);
            await using (var note = owner.Command("insert into schema_step (name, hash, at) values (@name, @hash, @at)", transaction))
            {
                note.With("name", step.Name).With("hash", step.Hash).With("at", clock.Now.UtcDateTime);
                await note.ExecuteNonQueryAsync(ct);
            }

            await transaction.CommitAsync(ct);
            applied.Add(step.Name);
        }

        await storage.Grant(owner, ct);
        return applied;
    }

    /// <summary>Names of the steps this program needs and the database lacks.</summary>
    public async Task<IReadOnlyList<string>> Pending(CancellationToken ct)
    {
        await using var connection = storage.NewConnection();
        await connection.OpenAsync(ct);
        return [.. (await Pending(connection, ct)).Select(step => step.Name)];
    }

    private async Task<IReadOnlyList<Step>> Pending(DbConnection connection, CancellationToken ct)
    {
        var known = await Known(connection, ct);
        var pending = new List<Step>();
        foreach (var step in Steps())
        {
            if (!known.TryGetValue(step.Name, out var hash)) pending.Add(step);
            else if (hash != step.Hash) throw new InvalidOperationException($"Schema step {step.Name} was applied in another wording; steps are never changed, only added.");
        }

        return pending;
    }

    private IEnumerable<Step> Steps()
    {
        foreach (var source in sources.DistinctBy(source => source.Module).OrderBy(source => source.Module == typeof(SchemaRunner).Assembly ? 0 : 1))
        {
            var suffix = $".{storage.Engine}.sql";
            foreach (var name in source.Module.GetManifestResourceNames()
                .Where(name => name.StartsWith("Schema/", StringComparison.Ordinal) && name.EndsWith(suffix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal))
            {
                using var reader = new StreamReader(source.Module.GetManifestResourceStream(name)!);
                var sql = reader.ReadToEnd();
                yield return new(
                    $"{source.Module.GetName().Name}/{name["Schema/".Length..^suffix.Length]}", sql,
                    Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
            }
        }
    }

    private static async Task Create(DbConnection owner, CancellationToken ct)
    {
        await using var command = owner.Command("create table if not exists schema_step (name text primary key, hash text not null, at text not null)".Replace("at text", owner is Npgsql.NpgsqlConnection ? "at timestamp with time zone" : "at text", StringComparison.Ordinal));
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<Dictionary<string, string>> Known(DbConnection connection, CancellationToken ct)
    {
        var known = new Dictionary<string, string>();
        try
        {
            await using var command = connection.Command("select name, hash from schema_step");
            await using var rows = await command.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct)) known.Add(rows.GetString(0), rows.GetString(1));
        }
        catch (DbException error) when (error.SqlState is "42P01" || error.Message.Contains("no such table", StringComparison.Ordinal))
        {
            // A new database: everything is pending.
        }

        return known;
    }

    private sealed record Step(string Name, string Sql, string Hash);
}

/// <summary>A module that brings tables.</summary>
public sealed record SchemaSource(Assembly Module);

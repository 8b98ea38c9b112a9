using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace OpenSeva.Tests.Crash;

/// <summary>Looks into the database past the program.</summary>
/// <param name="connect">A new connection with every right.</param>
internal sealed class Records(Func<DbConnection> connect)
{
    public static Records Embedded(RunningProgram program) =>
        new(() => new SqliteConnection($"Data Source={Path.Combine(program.Data, "openseva.db")};Pooling=false"));

    public static Records Postgres(string owner) => new(() => new NpgsqlConnection(owner));

    /// <returns>The first column, sorted.</returns>
    public async Task<List<string>> Column(string sql)
    {
        await using var db = connect();
        await db.OpenAsync();
        await using var command = db.CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await rows.ReadAsync()) values.Add(Convert.ToString(rows.GetValue(0), CultureInfo.InvariantCulture)!);
        values.Sort(StringComparer.Ordinal);
        return values;
    }

    /// <summary>How many rows each table holds that a citizen's or an officer's act writes: what a half-kept act would change.</summary>
    public Task<List<string>> Kept() => Column(
        """
        select 'case_file ' || count(*) from case_file union all select 'case_act ' || count(*) from case_act
        union all select 'upload ' || count(*) from upload union all select 'desk_item ' || count(*) from desk_item
        union all select 'number_drawn ' || count(*) from number_drawn union all select 'idempotency ' || count(*) from idempotency
        union all select 'journal_entry ' || count(*) from journal_entry union all select 'outbox ' || count(*) from outbox
        """);

    /// <summary>A minute has passed since somebody died: what was taken from the outbox is anybody's again.</summary>
    public async Task ForgetLeases()
    {
        await using var db = connect();
        await db.OpenAsync();
        await using var command = db.CreateCommand();
        command.CommandText = "update outbox set next_at = at where done_at is null";
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Waits until every event has reached its listeners.</summary>
    public async Task Delivered()
    {
        for (var i = 0; i < 600; i++)
        {
            if ((await Column("select type from outbox where done_at is null")).Count is 0) return;
            await Task.Delay(100);
        }

        Assert.Fail($"Never delivered: {string.Join("\n", await Column("select type || ' ' || coalesce(error, '') from outbox where done_at is null"))}");
    }

    /// <summary>
    /// Every acknowledged application is there exactly once, every granted one has exactly one certificate, every number
    /// is accounted for, and whatever waits waits at one desk.
    /// </summary>
    public async Task Hold(IEnumerable<string> sent, IEnumerable<string> granted, string data)
    {
        Assert.Equal(sent.Order(StringComparer.Ordinal), await Column("select number from case_file"));
        Assert.Equal(granted.Order(StringComparer.Ordinal), await Column("select application_number from issued_document where hash is not null"));
        Assert.Empty(await Column("select series || ' ' || count(*) || ' ' || max(n) from number_drawn group by series having count(*) <> max(n)"));
        Assert.Empty(await Column("select reference from desk_item where closed_at is null group by reference having count(*) <> 1"));
        foreach (var hash in await Column("select hash from issued_document"))
        {
            var file = await File.ReadAllBytesAsync(Path.Combine(data, "files", hash[..2], hash));
            Assert.Equal(hash, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file)));
        }
    }
}

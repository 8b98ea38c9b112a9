using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Journal;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Tests.Kernel;

/// <summary>Salts go only with an entry that says so; whoever erases by hand is found out.</summary>
public sealed class ErasureTests : IAsyncLifetime
{
    private readonly TrialApp app = new();
    private readonly Ledger ledger = WorkTests.New(Guid.CreateVersion7());

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        ledger.Add(new Money(100), app.Clock.Now);
        await app.Save<LedgerDb>(ledger);
        await app.Settle();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task An_erasure_is_counted_and_verifies()
    {
        await Erase();
        await app.Settle();

        var report = await app.VerifyJournal();
        Assert.Equal((null, 1L), (report.Fault, report.Erasures));
        Assert.Equal(1, await Count("select count(*) from journal_salt s join journal_entry e on e.id = s.entry where e.stream = @stream"));
    }

    [Fact]
    public async Task A_line_that_no_entry_says_is_refused()
    {
        foreach (var position in new[] { 1, 2, 3 })
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => AsProgram($"insert into journal_erasure (stream, position, at) values (@stream, {position}, current_timestamp)"));

        Assert.Equal(2, await Count("select count(*) from journal_salt s join journal_entry e on e.id = s.entry where e.stream = @stream"));
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task A_line_with_a_forged_entry_is_named()
    {
        await Forge();
        Assert.Contains("its end is missing", (await app.VerifyJournal()).Fault, StringComparison.Ordinal);

        // The program's role may also move the stream's head: then the rows speak, which nobody digested anew.
        await AsProgram("update journal_stream set length = 3, hash = (select hash from journal_entry where stream = @stream and position = 3) where stream = @stream");
        Assert.Contains("the salt of its last entry is gone", (await app.VerifyJournal()).Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("insert into journal_erasure (stream, position, at) values (@stream, 1, current_timestamp)", "no entry says so")]
    [InlineData("insert into journal_erasure (stream, position, at) values ('of-nothing', 0, current_timestamp)", "no entry says so")]
    public async Task A_line_put_in_with_the_owners_power_is_named(string sql, string words)
    {
        await AsOwner(sql);

        Assert.Contains(words, (await app.VerifyJournal()).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_taken_away_with_the_owners_power_is_named()
    {
        await Erase();
        await AsOwner("delete from journal_erasure where stream = @stream");

        Assert.Contains("that is not on record", (await app.VerifyJournal()).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_temporary_table_of_the_same_name_does_not_take_the_erasure_upon_itself()
    {
        Assert.SkipUnless(Database.IsPostgres, "The embedded database has no second role.");
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => AsProgram("create temporary table journal_salt (entry uuid, salt bytea)"));
        await Owner("do $$ begin execute format('grant temporary on database %I to public', current_database()); end $$");
        var (entry, body, hash) = await Forged();
        await AsProgram("""
            create temporary table journal_salt (entry uuid, salt bytea);
            create temporary table journal_entry (id uuid, stream text, position bigint, body bytea);
            insert into journal_salt select entry, salt from public.journal_salt;
            insert into journal_entry select id, stream, position, body from public.journal_entry;
            insert into public.journal_entry (id, stream, position, hash, body, at) values (@id, @stream, 3, @hash, @body, current_timestamp);
            insert into public.journal_erasure (stream, position, at) values (@stream, 2, current_timestamp);
            do $$ begin if (select count(*) from pg_temp.journal_salt) = 0 then raise exception 'the temporary table was emptied'; end if; end $$;
            drop table pg_temp.journal_salt; drop table pg_temp.journal_entry;
            """, ("id", entry), ("hash", hash), ("body", body));

        Assert.Equal(0, await Count("select count(*) from public.journal_salt s join public.journal_entry e on e.id = s.entry where e.stream = @stream"));
    }

    [Theory]
    [InlineData("update ledger set amount = amount + 1")]
    [InlineData("delete from ledger")]
    [InlineData("update stamp set version = 7")]
    public async Task A_row_that_does_not_fit_the_journal_stops_the_erasure(string tampering)
    {
        await AsOwner(tampering);

        Assert.Equal("journal.does-not-hold", (await Assert.ThrowsAsync<Refusal>(Erase)).Code);
        Assert.Equal(0, (await app.VerifyJournal()).Erasures);
    }

    // The ledger and its stamp stay; its older salts go.
    private Task Erase() => app.Run(async services =>
    {
        await services.GetRequiredService<Erasure>().Of(ledger.Stream, "the ledger", default);
        return true;
    });

    private async Task Forge()
    {
        var (entry, body, hash) = await Forged();
        await AsProgram("insert into journal_entry (id, stream, position, hash, body, at) values (@id, @stream, 3, @hash, @body, current_timestamp)", ("id", Database.IsPostgres ? entry : entry.ToString()), ("hash", hash), ("body", body));
        await AsProgram("insert into journal_salt (entry, salt) values (@id, @hash)", ("id", Database.IsPostgres ? entry : entry.ToString()), ("hash", hash));
        await AsProgram("insert into journal_erasure (stream, position, at) values (@stream, 2, current_timestamp)");
    }

    // Well made, as the next of the stream.
    private async Task<(Guid Id, byte[] Body, byte[] Hash)> Forged()
    {
        await using var connection = app.Services.GetRequiredService<Storage>().NewConnection();
        await connection.OpenAsync();
        await using var command = connection.Command("select hash from journal_entry where stream = @stream and position = 2").With("stream", ledger.Stream);
        var prior = Convert.ToHexStringLower((byte[])(await command.ExecuteScalarAsync())!);
        var body = new JournalEntry(ledger.Stream, 3, prior, app.Clock.Now, ActorKind.System, null, null, [], [], 2).Canonical();
        return (Guid.CreateVersion7(), body, JournalEntry.Hash(body));
    }

    private async Task AsProgram(string sql, params (string Name, object Value)[] values)
    {
        await using var connection = app.Services.GetRequiredService<Storage>().NewConnection();
        await connection.OpenAsync();
        await Run(connection, sql, values);
    }

    // Whoever owns the tables can silence what guards them.
    private async Task AsOwner(string sql)
    {
        await Owner(Database.IsPostgres
            ? "alter table journal_erasure disable trigger journal_erasure_done"
            : "drop trigger if exists journal_erasure_said; drop trigger if exists journal_erasure_stays; drop trigger if exists journal_erasure_done");
        await Owner(sql);
    }

    private async Task Owner(string sql)
    {
        await using var owner = await app.Services.GetRequiredService<Storage>().OpenOwner(default);
        await Run(owner, sql, []);
    }

    private async Task<long> Count(string sql)
    {
        await using var connection = app.Services.GetRequiredService<Storage>().NewConnection();
        await connection.OpenAsync();
        await using var command = connection.Command(sql).With("stream", ledger.Stream);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task Run(System.Data.Common.DbConnection connection, string sql, (string Name, object Value)[] values)
    {
        await using var command = connection.Command(sql);
        if (sql.Contains("@stream", StringComparison.Ordinal)) command.With("stream", ledger.Stream);
        foreach (var (name, value) in values) command.With(name, value);
        await command.ExecuteNonQueryAsync();
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Journal;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Tests.Kernel;

/// <summary>Whoever changes the record behind the program's back is found out.</summary>
public sealed class JournalTests : IAsyncLifetime
{
    private readonly TrialApp app = new();

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        for (var i = 0; i < 4; i++)
        {
            var ledger = WorkTests.New(Guid.CreateVersion7());
            ledger.Add(new Money(100 + i), app.Clock.Now);
            await app.Save<LedgerDb>(ledger);
        }

        await app.Run(async services =>
        {
            var numbers = services.GetRequiredService<Numbers>();
            await numbers.Draw("TRY/1", Guid.CreateVersion7(), default);
            await numbers.Void("TRY/1", "spoilt", default);
            return await numbers.Draw("TRY/1", Guid.CreateVersion7(), default);
        });
        await app.Settle();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task An_untouched_record_verifies()
    {
        var report = await app.VerifyJournal();

        Assert.Null(report.Fault);
        Assert.Equal((8, 8, 4, 8), (report.Entries, report.Sealed, report.Streams, report.Rows));
    }

    [Theory]
    [InlineData("update ledger set amount = amount + 1 where amount = 102", "ledger", "not what its last entry wrote")]
    [InlineData("delete from ledger where amount = 102", "ledger", "the row is gone")]
    [InlineData("update stamp set version = 7", "stamp", "not what its last entry wrote")]
    public async Task A_row_changed_by_hand_is_named(string tampering, string table, string words)
    {
        await Tamper(tampering);

        var report = await app.VerifyJournal();

        Assert.Contains(table, report.Fault, StringComparison.Ordinal);
        Assert.Contains(words, report.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_put_in_by_hand_is_named()
    {
        await Tamper(Database.IsPostgres
            ? "insert into stamp (id, version, ledger) values ('01890000-0000-7000-8000-000000000001', 1, '01890000-0000-7000-8000-000000000002')"
            : "insert into stamp (id, version, ledger) values ('01890000-0000-7000-8000-000000000001', 1, '01890000-0000-7000-8000-000000000002')");

        Assert.Contains("no entry wrote this row", (await app.VerifyJournal()).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_journal_itself_refuses_to_be_changed()
    {
        var stream = await app.Read(services => services.GetRequiredService<LedgerDb>().Ledgers.FirstAsync());
        await app.Run(async services =>
        {
            await services.GetRequiredService<Erasure>().Of(stream.Stream, "a ledger", default);
            return true;
        });
        foreach (var (table, column) in new[] { ("journal_entry", "hash"), ("seal", "hash"), ("journal_salt", "salt"), ("journal_erasure", "stream") })
        {
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => AsProgram($"update {table} set {column} = {column}"));
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => AsProgram($"delete from {table}"));
            if (Database.IsPostgres) await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => AsProgram($"truncate {table}"));
        }

        if (Database.IsPostgres) await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => AsProgram("create table beside (id uuid)"));
    }

    [Theory]
    [InlineData("update journal_entry set body = hash where position = 1", "its bytes do not give its hash")]
    [InlineData("delete from journal_entry where position = 1", "missing or out of order")]
    [InlineData("delete from journal_entry where position = 2", "its end is missing")]
    [InlineData("delete from seal where position = 3", "seal 3 is missing")]
    [InlineData("delete from journal_salt", "the salt of its last entry is gone")]
    [InlineData("delete from number_drawn where n = 2", "of 3 numbers 2 are borne or void")]
    [InlineData("update number_series set last = 4", "of 4 numbers 3 are borne or void")]
    [InlineData("delete from number_series", "of 0 numbers 3 are borne or void")]
    public async Task An_entry_changed_with_the_owners_power_is_named(string tampering, string words)
    {
        await Tamper(tampering);

        Assert.Contains(words, (await app.VerifyJournal()).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acts_that_go_on_meanwhile_raise_no_alarm()
    {
        using var end = new CancellationTokenSource();
        var acts = Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                var ledger = WorkTests.New(Guid.CreateVersion7());
                ledger.Add(new Money(7), app.Clock.Now);
                await app.Save<LedgerDb>(ledger);
            }
        });
        for (var i = 0; i < 20; i++) Assert.Null((await app.VerifyJournal()).Fault);
        await end.CancelAsync();
        await acts;
    }

    [Fact]
    public async Task A_cut_off_tail_is_found_with_a_head_kept_elsewhere()
    {
        var verifier = app.Services.GetRequiredService<JournalVerifier>();
        var kept = await verifier.Head(default);
        await Tamper("delete from seal where position = 8");

        Assert.Null((await verifier.Verify(null, default)).Fault);
        Assert.Contains("before the head that was kept", (await verifier.Verify(kept, default)).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entries_hold_no_personal_value()
    {
        await using var connection = app.Services.GetRequiredService<Storage>().NewConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "select body from journal_entry";
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) Assert.DoesNotContain("trial", System.Text.Encoding.UTF8.GetString((byte[])rows.GetValue(0)), StringComparison.Ordinal);
    }

    private Task AsProgram(string sql) => Execute(sql, app.Services.GetRequiredService<Storage>().NewConnection());

    private async Task Tamper(string sql)
    {
        var owner = await app.Services.GetRequiredService<Storage>().OpenOwner(default);
        if (!Database.IsPostgres) await Execute("drop trigger if exists journal_entry_kept; drop trigger if exists journal_entry_stays; drop trigger if exists seal_kept; drop trigger if exists seal_stays; drop trigger if exists journal_salt_stays", owner);
        await Execute(sql, owner);
        await owner.DisposeAsync();
    }

    private static async Task Execute(string sql, System.Data.Common.DbConnection connection)
    {
        if (connection.State is not System.Data.ConnectionState.Open) await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}

using System.Globalization;
using Microsoft.Data.Sqlite;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Tests.Kernel;

/// <summary>Commands that wait for the embedded database's one writer share a commit, and nothing else.</summary>
public sealed class SqliteWriterTests : IAsyncLifetime
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("openseva-writer").FullName;
    private SqliteStorage storage = null!;

    public async ValueTask InitializeAsync()
    {
        storage = new SqliteStorage(folder);
        await using var owner = await storage.OpenOwner(default);
        await using var make = owner.CreateCommand();
        make.CommandText = "create table parent (id integer primary key); create table child (parent integer references parent (id) deferrable initially deferred)";
        await make.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task Nobody_hears_of_success_before_the_common_commit()
    {
        var first = await storage.Turn(default);
        Insert(first, 1);
        var waiting = storage.Turn(default);
        var told = first.Commit();

        await using var second = await waiting;
        Assert.False(told.IsCompleted);
        Assert.Equal(0, await Count());
        Insert(second, 2);
        await second.Commit();
        await told;
        Assert.Equal(2, await Count());
    }

    [Fact]
    public async Task What_is_refused_takes_nothing_of_the_others_with_it()
    {
        var first = await storage.Turn(default);
        Insert(first, 1);
        var (waiting, after) = (storage.Turn(default), storage.Turn(default));
        var told = first.Commit();
        var refused = await waiting;
        Insert(refused, 2);
        var gone = refused.DisposeAsync();

        var third = await after;
        Insert(third, 3);
        await third.Commit();
        await gone;
        await told;
        Assert.Equal(2, await Count());
        Assert.Equal(0, await Count(2));
    }

    [Fact]
    public async Task A_row_without_its_parent_fails_alone()
    {
        var first = await storage.Turn(default);
        Insert(first, 1);
        var waiting = storage.Turn(default);
        var told = first.Commit();
        await using (var orphan = await waiting)
        {
            await using var command = orphan.Command("insert into child (parent) values (99)");
            await command.ExecuteNonQueryAsync();
            var error = await Assert.ThrowsAsync<SqliteException>(orphan.Commit);
            Assert.Contains("FOREIGN KEY", error.Message, StringComparison.Ordinal);
        }

        await told;
        Assert.Equal(1, await Count());
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_leaves_nobody_uncommitted()
    {
        var first = await storage.Turn(default);
        Insert(first, 1);
        using var patience = new CancellationTokenSource();
        var waiting = storage.Turn(patience.Token);
        await patience.CancelAsync();

        await first.Commit();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(1, await Count());
    }

    [Fact]
    public async Task What_the_database_undid_failed_for_everybody_and_the_next_begins_anew()
    {
        var first = await storage.Turn(default);
        Insert(first, 1);
        var waiting = storage.Turn(default);
        var told = first.Commit();
        await using (var second = await waiting)
        {
            await using var undo = second.Connection.CreateCommand();
            (undo.CommandText, undo.Transaction) = ("rollback", second.Transaction);
            await undo.ExecuteNonQueryAsync();
        }

        Assert.True(storage.IsFull(await Assert.ThrowsAsync<SqliteException>(() => told)));
        await using var third = await storage.Turn(default);
        Insert(third, 3);
        await third.Commit();
        Assert.Equal(1, await Count());
    }

    [Fact]
    public async Task A_connection_given_back_twice_is_lent_to_one_reader_only()
    {
        var reader = storage.NewConnection();
        await reader.OpenAsync();
        await reader.DisposeAsync();
        await reader.DisposeAsync();

        await using var first = storage.NewConnection();
        await using var second = storage.NewConnection();
        Assert.Same(reader, first);
        Assert.NotSame(first, second);
    }

    [Fact]
    public async Task Many_at_once_all_come_through()
    {
        await Task.WhenAll(Enumerable.Range(1, 200).Select(id => Task.Run(async () =>
        {
            await using var turn = await storage.Turn(default);
            Insert(turn, id);
            if (id % 7 is not 0) await turn.Commit();
        })));

        Assert.Equal(200 - (200 / 7), await Count());
    }

    public async ValueTask DisposeAsync()
    {
        await storage.DisposeAsync();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    private static void Insert(Turn turn, int id)
    {
        using var command = turn.Command("insert into parent (id) values (@id)").With("id", id);
        command.ExecuteNonQuery();
    }

    private async Task<int> Count(int? id = null)
    {
        await using var reader = storage.NewConnection();
        await reader.OpenAsync();
        await using var command = reader.Command("select count(*) from parent where @id is null or id = @id").With("id", id);
        return Convert.ToInt32(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}

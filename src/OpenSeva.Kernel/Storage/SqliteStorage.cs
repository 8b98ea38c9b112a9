using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace OpenSeva.Kernel.Storage;

/// <summary>The embedded database: one file, one writer, every commit on disk before it is acknowledged.</summary>
public class SqliteStorage : Storage
{
    private const int Full = 13, Busy = 5, Locked = 6, IoError = 10, CantOpen = 14, ReadOnly = 8, MostIdle = 8;
    private readonly ConcurrentBag<KeptConnection> idle = [];
    private readonly string connectionString;
    private readonly SqliteWriter writer;
    private bool isClosed;

    public SqliteStorage(string dataDirectory)
    {
        OwnFiles.Folder(dataDirectory);
        File = Path.Combine(dataDirectory, Settings.EmbeddedDatabase);
        // SQLite gives its log the mode of the database, so that one is made first.
        if (!System.IO.File.Exists(File)) OwnFiles.File(File).Dispose();
        connectionString = new SqliteConnectionStringBuilder { DataSource = File, DefaultTimeout = 5, ForeignKeys = true, Pooling = false }.ToString();
        writer = new(() => Connect(connectionString, _ => { }), Disown);
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "pragma journal_mode = wal";
        command.ExecuteNonQuery();
    }

    public string File { get; }

    public override string Engine => "sqlite";

    public override string SkipLocked => "";

    public override bool ReadsAtOnce => true;

    public override bool HasOneWorker => true;

    // One writer: numbers become visible in the order they were drawn.
    public override long Straggling => 0;

    public override DbConnection NewConnection() => idle.TryTake(out var rested) ? rested.Lent() : Connect(connectionString, Rest);

    public override void Configure(DbContextOptionsBuilder options) => options.UseSqlite(sqlite =>
        // A list is one parameter, as on PostgreSQL: one of each length would make the mapper write every statement anew.
        sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter));

    public override Task<Turn> Turn(CancellationToken ct) => writer.Turn(ct);

    public override Task<DbTransaction> BeginSnapshot(DbConnection connection, CancellationToken ct) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));

    public override bool IsConflict(Exception error) =>
        error is DbUpdateConcurrencyException || Inner(error)?.SqliteErrorCode is Busy or Locked;

    public override bool IsUnavailable(Exception error) => Inner(error)?.SqliteErrorCode is CantOpen or ReadOnly;

    public override bool IsFull(Exception error) => Inner(error)?.SqliteErrorCode is Full or IoError;

    // A commit failed and its callers are told that nothing was kept: no restart may find it kept after all.
    // A commit whose sync failed lies whole in the write-ahead log, only unannounced: whoever opens the database after a
    // crash would read it as committed. One row written over its beginning breaks the log's chain of checksums there.
    // It is not synced, and nothing is moved out of the log meanwhile: the disk is refusing. The next commit confirms it.
    private async Task Disown(Exception error)
    {
        if (Inner(error)?.SqliteErrorCode is not (IoError or Full)) return;
        try
        {
            await using var connection = new SqliteConnection(connectionString);
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText =
                """
                pragma synchronous = off;
                pragma wal_autocheckpoint = 0;
                insert into kernel_setting (name, value) values ('disk-refused-at', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
                on conflict (name) do update set value = excluded.value;
                """;
            await command.ExecuteNonQueryAsync();
        }
        catch (SqliteException)
        {
            // Not even this can be written. The caller hears of the failure; its key makes a repetition harmless either way.
        }
    }

    public override async Task<DbConnection> OpenOwner(CancellationToken ct)
    {
        var connection = NewConnection();
        await connection.OpenAsync(ct);
        return connection;
    }

    public override Task Grant(DbConnection owner, CancellationToken ct) => Task.CompletedTask;

    // The write lock this transaction already holds excludes every other process.
    public override Task<bool> TryLock(Turn turn, long right, CancellationToken ct) => Task.FromResult(true);

    public override ValueTask DisposeAsync()
    {
        isClosed = true;
        while (idle.TryTake(out var rested)) rested.End();
        writer.Dispose();
        GC.SuppressFinalize(this);
        return base.DisposeAsync();
    }

    /// <summary>For tools that listen to what is sent.</summary>
    private protected virtual KeptConnection Connect(string connection, Action<KeptConnection> putBack) => new(connection, putBack);

    private static SqliteException? Inner(Exception? error) =>
        error is null ? null : error as SqliteException ?? Inner(error.InnerException);

    private void Rest(KeptConnection connection)
    {
        // One that is still in the middle of something would show its next reader an old state.
        var isBusy = SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) is 0;
        if (isClosed || isBusy || idle.Count >= MostIdle) connection.End();
        else idle.Add(connection);
    }
}

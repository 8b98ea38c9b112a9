using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace OpenSeva.Kernel.Storage;

/// <summary>The embedded database: one file, one writer, every commit on disk before it is acknowledged.</summary>
public class SqliteStorage : Storage
{
    private const int Full = 13, Busy = 5, Locked = 6, IoError = 10, CantOpen = 14, ReadOnly = 8;
    private readonly SemaphoreSlim writer = new(1, 1);
    private readonly string connectionString;

    public SqliteStorage(string dataDirectory)
    {
        OwnFiles.Folder(dataDirectory);
        File = Path.Combine(dataDirectory, "openseva.db");
        // SQLite gives its log the mode of the database, so that one is made first.
        if (!System.IO.File.Exists(File)) OwnFiles.File(File).Dispose();
        connectionString = new SqliteConnectionStringBuilder { DataSource = File, DefaultTimeout = 5, ForeignKeys = true }.ToString();
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "pragma journal_mode = wal";
        command.ExecuteNonQuery();
    }

    public string File { get; }

    public override string Engine => "sqlite";

    public override string SkipLocked => "";

    public override DbConnection NewConnection() => new DurableConnection(connectionString);

    public override void Configure(DbContextOptionsBuilder options) => options.UseSqlite();

    public override async ValueTask<IDisposable> Gate(CancellationToken ct)
    {
        await writer.WaitAsync(ct);
        return new Turn(writer);
    }

    // BeginTransaction of Microsoft.Data.Sqlite is IMMEDIATE: the write lock is taken here, not in the middle.
    public override async Task<DbTransaction> Begin(DbConnection connection, CancellationToken ct) =>
        await connection.BeginTransactionAsync(IsolationLevel.Serializable, ct);

    public override Task<DbTransaction> BeginSnapshot(DbConnection connection, CancellationToken ct) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));

    public override bool IsConflict(Exception error) =>
        error is DbUpdateConcurrencyException || Inner(error)?.SqliteErrorCode is Busy or Locked;

    public override bool IsUnavailable(Exception error) => Inner(error)?.SqliteErrorCode is CantOpen or ReadOnly;

    public override bool IsFull(Exception error) => Inner(error)?.SqliteErrorCode is Full or IoError;

    // A commit whose sync failed lies whole in the write-ahead log, only unannounced: whoever opens the database after a
    // crash would read it as committed. One row written over its beginning breaks the log's chain of checksums there.
    // It is not synced, and nothing is moved out of the log meanwhile: the disk is refusing. The next commit confirms it.
    public override async Task Disown(Exception error)
    {
        if (Inner(error)?.SqliteErrorCode is not (IoError or Full)) return;
        try
        {
            await using var connection = new SqliteConnection(connectionString + ";Pooling=False");
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
    public override Task<bool> TryLock(DbConnection connection, DbTransaction transaction, long right, CancellationToken ct) => Task.FromResult(true);

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearPool(new SqliteConnection(connectionString));
        writer.Dispose();
        GC.SuppressFinalize(this);
        return base.DisposeAsync();
    }

    private static SqliteException? Inner(Exception? error) =>
        error is null ? null : error as SqliteException ?? Inner(error.InnerException);

    private sealed class Turn(SemaphoreSlim writer) : IDisposable
    {
        private int given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref given, 1) is 0) writer.Release();
        }
    }

    /// <summary>Sets what SQLite forgets between connections; a pooled connection is told again, which costs nothing.</summary>
    protected class DurableConnection(string connectionString) : SqliteConnection(connectionString)
    {
        public override void Open()
        {
            base.Open();
            Prepare();
        }

        public override async Task OpenAsync(CancellationToken cancellationToken)
        {
            await base.OpenAsync(cancellationToken);
            Prepare();
        }

        private void Prepare()
        {
            using var command = CreateCommand();
            command.CommandText = "pragma synchronous = full; pragma temp_store = memory; pragma cache_size = -16000";
            command.ExecuteNonQuery();
        }
    }
}

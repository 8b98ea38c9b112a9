using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace OpenSeva.Kernel.Storage;

/// <summary>PostgreSQL 15 or newer, primary reached through any number of hosts.</summary>
public sealed class PostgresStorage : Storage
{
    private readonly NpgsqlDataSource source;
    private readonly string? owner;
    private readonly string role;

    /// <param name="adjust">For tools that listen to what is sent.</param>
    public PostgresStorage(string connectionString, string? ownerConnectionString, Action<NpgsqlDataSourceBuilder>? adjust = null)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "openseva" };
        if (builder.MaxAutoPrepare is 0) builder.MaxAutoPrepare = 200;
        if (builder.Host?.Contains(',', StringComparison.Ordinal) is true) builder.TargetSessionAttributes ??= "primary";
        var sources = new NpgsqlDataSourceBuilder(builder.ToString());
        adjust?.Invoke(sources);
        source = sources.Build();
        owner = ownerConnectionString;
        role = builder.Username ?? Environment.UserName;
    }

    public override string Engine => "postgres";

    public override long Straggling => 100_000;

    public override string SkipLocked => " for update skip locked";

    public override DbConnection NewConnection() => source.CreateConnection();

    public override void Configure(DbContextOptionsBuilder options) => options.UseNpgsql();

    public override async Task<Turn> Turn(CancellationToken ct)
    {
        var connection = NewConnection();
        try
        {
            await connection.OpenAsync(ct);
            return new Own(connection, await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override async Task<DbTransaction> BeginSnapshot(DbConnection connection, CancellationToken ct) =>
        await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);

    public override bool IsConflict(Exception error) =>
        error is DbUpdateConcurrencyException
        // Two who took the same next number, too: the loser finds it taken when it starts over.
        || Inner(error)?.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.UniqueViolation;

    public override bool IsUnavailable(Exception error) =>
        Find<NpgsqlException>(error) is { } failure
        && (failure is not PostgresException stated || stated.SqlState.StartsWith("57P", StringComparison.Ordinal) || stated.SqlState.StartsWith("08", StringComparison.Ordinal)
            || stated.SqlState is PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.ReadOnlySqlTransaction);

    public override bool IsFull(Exception error) => Inner(error)?.SqlState is PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory or PostgresErrorCodes.IoError;

    public override async Task<DbConnection> OpenOwner(CancellationToken ct)
    {
        if (owner is null) throw new InvalidOperationException("The schema is not up to date, and --db-owner (the role that may change it) was not given.");
        var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync(ct);
        return connection;
    }

    public override async Task Grant(DbConnection owner, CancellationToken ct)
    {
        var quoted = Quoted(role);
        await using var command = owner.CreateCommand();
        command.CommandText =
            $"""
            grant usage on schema public to {quoted};
            grant select, insert, update, delete on all tables in schema public to {quoted};
            grant usage, select on all sequences in schema public to {quoted};
            revoke update, delete, truncate on journal_entry, journal_salt, journal_erasure, seal from {quoted};
            revoke delete, truncate on journal_stream from {quoted};
            revoke insert, update, delete on schema_step from {quoted};
            revoke temporary on database {Quoted(owner.Database)} from public;
            """;
        await command.ExecuteNonQueryAsync(ct);
    }

    public override async Task<bool> TryLock(Turn turn, long right, CancellationToken ct)
    {
        await using var command = turn.Command("select pg_try_advisory_xact_lock(@right)");
        command.Parameters.Add(new NpgsqlParameter("right", right));
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    public override async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await base.DisposeAsync();
    }

    private static string Quoted(string name) => '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    private static PostgresException? Inner(Exception error) => Find<PostgresException>(error);

    private static T? Find<T>(Exception? error) where T : Exception =>
        error is null ? null : error as T ?? Find<T>(error.InnerException);

    private sealed class Own(DbConnection connection, DbTransaction transaction) : Turn(connection, transaction)
    {
        public override Task Commit() => Transaction.CommitAsync(CancellationToken.None);

        public override async ValueTask DisposeAsync()
        {
            await Transaction.DisposeAsync();
            await Connection.DisposeAsync();
        }
    }
}

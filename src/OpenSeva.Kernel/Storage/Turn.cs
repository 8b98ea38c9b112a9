using System.Data.Common;

namespace OpenSeva.Kernel.Storage;

/// <summary>The right to write: an open connection with a transaction begun. Undone unless committed; ended by disposing of it.</summary>
public abstract class Turn(DbConnection connection, DbTransaction transaction) : IAsyncDisposable
{
    public DbConnection Connection => connection;

    public DbTransaction Transaction => transaction;

    /// <summary>Comes back when everything is on disk; until then nobody may be told of it.</summary>
    public abstract Task Commit();

    public abstract ValueTask DisposeAsync();

    internal DbCommand Command(string sql) => Connection.Command(sql, Transaction);
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace OpenSeva.Kernel.Storage;

/// <summary>The database this process stands on. Everything that differs between the two engines is behind this class.</summary>
public abstract class Storage : IAsyncDisposable
{
    /// <summary>Suffix of the schema files: <c>sqlite</c> or <c>postgres</c>.</summary>
    public abstract string Engine { get; }

    /// <summary>A connection to read through. Not necessarily a new one: disposing of it gives it back.</summary>
    public abstract DbConnection NewConnection();

    /// <summary>Reading never waits for anything but the disk, so that the windows of one scope can share a connection.</summary>
    public virtual bool ReadsAtOnce => false;

    /// <summary>One program works on it at a time: who took something before this one started is gone.</summary>
    public virtual bool HasOneWorker => false;

    public abstract void Configure(DbContextOptionsBuilder options);

    /// <summary>Waits for the right to write. PostgreSQL lets everybody in; SQLite has one writer.</summary>
    public abstract Task<Turn> Turn(CancellationToken ct);

    /// <summary>A transaction that only reads, all of it as it stood at one moment; it keeps nobody from writing.</summary>
    public abstract Task<DbTransaction> BeginSnapshot(DbConnection connection, CancellationToken ct);

    /// <summary>How far below the newest committed entry of the journal an older number may still appear: its command is on its way.</summary>
    public abstract long Straggling { get; }

    /// <summary>Appended to a select that claims rows: other nodes pass over what is claimed.</summary>
    public abstract string SkipLocked { get; }

    /// <summary>Deadlock, lost race, stale version: running the whole command again may succeed.</summary>
    public abstract bool IsConflict(Exception error);

    /// <summary>The database does not answer.</summary>
    public abstract bool IsUnavailable(Exception error);

    /// <summary>No room left, or the disk refuses: nothing was kept.</summary>
    public abstract bool IsFull(Exception error);

    /// <summary>Opens the connection the schema is updated through.</summary>
    public abstract Task<DbConnection> OpenOwner(CancellationToken ct);

    /// <summary>Gives the program's own role what it needs and no more, after a schema update.</summary>
    public abstract Task Grant(DbConnection owner, CancellationToken ct);

    /// <summary>True while nobody else holds the named right; released with the turn.</summary>
    public abstract Task<bool> TryLock(Turn turn, long right, CancellationToken ct);

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

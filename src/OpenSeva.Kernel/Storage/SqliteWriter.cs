using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace OpenSeva.Kernel.Storage;

/// <summary>
/// The one writer of the embedded database. Commands take turns; those that wait while another writes join its
/// transaction, each within a savepoint of its own, and one commit puts them all on disk. Nobody hears of success
/// before that commit, and when it fails, it fails for all of them.
/// </summary>
internal sealed class SqliteWriter(Func<KeptConnection> connect, Func<Exception, Task> disown) : IDisposable
{
    private const int MostTogether = 16, ForeignKeyViolated = 787, Constraint = 19, IoError = 10;
    private readonly SemaphoreSlim place = new(1, 1);
    private KeptConnection? connection;
    private Round? round;
    private int waiting;

    public async Task<Turn> Turn(CancellationToken ct)
    {
        // Whoever is counted does come: a round left open for him is not left for ever.
        Interlocked.Increment(ref waiting);
        await place.WaitAsync(CancellationToken.None);
        Interlocked.Decrement(ref waiting);
        try
        {
            ct.ThrowIfCancellationRequested();
            round ??= Begin();
            Say("savepoint act");
            return new Act(this, connection!, round);
        }
        catch
        {
            await Leave();
            throw;
        }
    }

    public void Dispose()
    {
        connection?.End();
        place.Dispose();
    }

    private Round Begin()
    {
        connection ??= connect();
        connection.Open();
        // IMMEDIATE: the write lock is taken here, not in the middle.
        return new(connection.BeginTransaction(deferred: false));
    }

    /// <summary>Passes the place on, and before that commits what lies in the round unless somebody waits to join it.</summary>
    private async Task Leave()
    {
        var (ended, failure) = (round, default(Exception));
        if (ended is { Acts: > 0, IsBroken: false } && Volatile.Read(ref waiting) > 0 && ended.Acts < MostTogether && IsOpen)
        {
            place.Release();
            return;
        }

        round = null;
        try
        {
            if (ended is not null) failure = await Commit(ended);
        }
        catch (Exception error)
        {
            // Whatever it was: the others are told, and the next one begins with a connection of its own.
            failure = error;
            Abandon();
        }

        place.Release();
        if (failure is null) ended?.Done.SetResult();
        else ended!.Done.SetException(failure);
    }

    private async Task<Exception?> Commit(Round ended)
    {
        try
        {
            if (ended.Acts is 0) ended.Transaction.Rollback();
            else if (IsOpen && !ended.IsBroken) ended.Transaction.Commit();
            else throw new SqliteException("The database undid what waited for its commit.", IoError);
            return null;
        }
        catch (Exception error) when (ended.Acts > 0)
        {
            // Still this writer's place: nobody writes in between.
            await disown(error);
            return error;
        }
        catch (SqliteException)
        {
            // Nobody's work was lost; whoever failed has been told already.
            return null;
        }
        finally
        {
            ended.Transaction.Dispose();
            // What could not even be undone leaves a connection nobody can rely on.
            if (IsOpen)
            {
                connection!.End();
                connection = null;
            }
        }
    }

    // Closing it undoes what it had begun: otherwise it would keep the write lock from its successor.
    private void Abandon()
    {
        var (left, _) = (connection, connection = null);
        try
        {
            left?.End();
        }
        catch (Exception error) when (error is SqliteException or InvalidOperationException)
        {
            // Nothing more can be done with it.
        }
    }

    private bool IsOpen => sqlite3_get_autocommit(connection!.Handle) is 0;

    private bool HasOrphans => sqlite3_db_status(connection!.Handle, SQLITE_DBSTATUS_DEFERRED_FKS, out var violated, out _, 0) is SQLITE_OK && violated > 0;

    private void Say(string sql)
    {
        using var command = connection!.Command(sql, round!.Transaction);
        command.ExecuteNonQuery();
    }

    /// <summary>What one commit puts on disk together.</summary>
    private sealed class Round(SqliteTransaction transaction)
    {
        public SqliteTransaction Transaction => transaction;

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Acts { get; set; }

        public bool IsBroken { get; set; }
    }

    private sealed class Act(SqliteWriter writer, KeptConnection connection, Round round) : Turn(connection, round.Transaction)
    {
        private bool hasLeft;

        public override async Task Commit()
        {
            // Deferred keys are looked at here: at the common commit one orphan would undo the others' work.
            if (writer.HasOrphans) throw new SqliteException("FOREIGN KEY constraint failed", Constraint, ForeignKeyViolated);
            writer.Say("release act");
            round.Acts++;
            hasLeft = true;
            await writer.Leave();
            await round.Done.Task;
        }

        public override async ValueTask DisposeAsync()
        {
            if (hasLeft) return;
            hasLeft = true;
            try
            {
                if (writer.IsOpen) writer.Say("rollback to act; release act");
            }
            catch (Exception error) when (error is SqliteException or InvalidOperationException)
            {
                round.IsBroken = true;
            }

            await writer.Leave();
            // A refusal may rest on what others of the round wrote: it is told when that stands.
            if (round.Acts > 0) await round.Done.Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace OpenSeva.Kernel.Storage;

/// <summary>
/// One scope's hold on the database: inside a command every module window shares one connection and one transaction;
/// outside, each reader has a window of its own, because the components of a page read side by side. This is the only
/// place where a window is leased from its pool.
/// </summary>
internal sealed class Unit(Storage storage, IServiceProvider services, Reading reads) : IAsyncDisposable
{
    private readonly List<ModuleDb> leased = [];
    private readonly List<DbConnection> reading = [];
    private DbConnection? connection;
    private DbTransaction? transaction;
    private Turn? turn;

    /// <summary>True between begin and commit.</summary>
    public bool IsActive => transaction is not null;

    public IReadOnlyList<ModuleDb> Leased => leased;

    public DbConnection Connection => connection ?? throw new InvalidOperationException("Nothing has begun.");

    public DbTransaction Transaction => transaction ?? throw new InvalidOperationException("Writing is for commands: run it through Work.");

    public T Lease<T>() where T : ModuleDb
    {
        // Within a command there is one window of each room; whoever reads has one of their own.
        if (IsActive && leased.OfType<T>().FirstOrDefault() is { } held) return held;
        var db = services.GetRequiredService<IDbContextFactory<T>>().CreateDbContext();
        // A pooled window remembers its last connection: it is always told which one is its own now.
        db.Database.SetDbConnection(IsActive ? Connection : OwnConnection());
        db.Database.AutoSavepointsEnabled = false;
        db.ChangeTracker.QueryTrackingBehavior = IsActive ? QueryTrackingBehavior.TrackAll : QueryTrackingBehavior.NoTracking;
        if (transaction is not null) db.Database.UseTransaction(transaction);
        leased.Add(db);
        return db;
    }

    public async Task Begin(CancellationToken ct)
    {
        if (leased.Count > 0) throw new InvalidOperationException("A window was leased before the command began.");
        turn = await storage.Turn(ct);
        (connection, transaction) = (turn.Connection, turn.Transaction);
    }

    /// <summary>Every window reads what stood at one moment, until the scope ends; writers go on.</summary>
    public async Task BeginReading(CancellationToken ct)
    {
        connection = OwnConnection();
        await connection.OpenAsync(ct);
        transaction = await storage.BeginSnapshot(connection, ct);
    }

    public async Task Commit()
    {
        // The windows' work is done; whoever writes next may be given the same connection.
        foreach (var db in leased) db.Database.UseTransaction(null);
        try
        {
            await turn!.Commit();
        }
        catch (Exception error) when (storage.IsUnavailable(error))
        {
            throw new OutcomeUnknown(error);
        }

        await Close();
    }

    public async ValueTask DisposeAsync()
    {
        await reads.End();
        try
        {
            foreach (var db in leased) await db.GiveBack();
            leased.Clear();
        }
        finally
        {
            await Close();
        }

        foreach (var own in reading) await own.DisposeAsync();
        reading.Clear();
    }

    private DbConnection OwnConnection()
    {
        if (storage.ReadsAtOnce && reading.Count > 0) return reading[0];
        var own = storage.NewConnection();
        reading.Add(own);
        return own;
    }

    private async Task Close()
    {
        try
        {
            if (transaction is null) return;
            foreach (var db in leased) db.Database.UseTransaction(null);
            if (turn is null) await transaction.DisposeAsync();
        }
        finally
        {
            transaction = null;
            connection = null;
            if (turn is not null) await turn.DisposeAsync();
            turn = null;
        }
    }
}

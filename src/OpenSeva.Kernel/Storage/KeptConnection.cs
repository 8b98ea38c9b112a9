using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace OpenSeva.Kernel.Storage;

/// <summary>
/// A connection to the embedded database that stays open: whoever disposes of it puts it back, with the pages it has
/// read and the statements it has understood.
/// </summary>
internal class KeptConnection(string connectionString, Action<KeptConnection> putBack) : SqliteConnection(connectionString)
{
    private const int Most = 400, Longest = 8000;
    private readonly Dictionary<string, SqliteCommand> understood = new(StringComparer.Ordinal);
    private int lent = 1;

    /// <summary>Somebody's own again, after it had been put back.</summary>
    public KeptConnection Lent()
    {
        lent = 1;
        return this;
    }

    public override void Open()
    {
        if (State is ConnectionState.Open) return;
        base.Open();
        try
        {
            Prepare();
        }
        catch (SqliteException)
        {
            base.Close();
            throw;
        }
    }

    public override Task OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Open();
        return Task.CompletedTask;
    }

    /// <summary>Nothing: it stays open until <see cref="End"/>.</summary>
    public override void Close()
    {
    }

    public void End()
    {
        Forget();
        base.Close();
        base.Dispose(true);
    }

    /// <summary>The statement as it was understood before, or a new one.</summary>
    internal SqliteCommand Take(string text)
    {
        if (understood.Remove(text, out var known)) return known;
        var command = CreateCommand();
        command.CommandText = text;
        return command;
    }

    internal void Keep(SqliteCommand command)
    {
        command.Parameters.Clear();
        command.Transaction = null;
        // When too many different ones have come by, the useful ones come back soon.
        if (understood.Count >= Most) Forget();
        if (State is not ConnectionState.Open || command.CommandText.Length > Longest || !understood.TryAdd(command.CommandText, command)) command.Dispose();
    }

    private void Forget()
    {
        foreach (var command in understood.Values) command.Dispose();
        understood.Clear();
    }

    protected override DbCommand CreateDbCommand() => new KeptCommand(this);

    protected override void Dispose(bool disposing)
    {
        if (!disposing) base.Dispose(disposing);
        // Given back twice, it would be lent to two at once.
        else if (State is ConnectionState.Open && Interlocked.Exchange(ref lent, 0) is 1) putBack(this);
    }

    // SQLite forgets these between connections.
    private void Prepare()
    {
        using var command = CreateCommand();
        command.CommandText = "pragma synchronous = full; pragma temp_store = memory; pragma cache_size = -16000";
        command.ExecuteNonQuery();
    }
}

/// <summary>A command whose statement its connection keeps when the command is done with it.</summary>
internal sealed class KeptCommand(KeptConnection home) : DbCommand
{
    private SqliteCommand? inner;
    private string text = "";
    private bool isDoubtful;

    [System.Diagnostics.CodeAnalysis.AllowNull]
    public override string CommandText
    {
        get => text;
        set
        {
            text = value ?? "";
            if (inner is not null) inner.CommandText = text;
        }
    }

    public override int CommandTimeout { get; set; } = home.DefaultTimeout;

    public override CommandType CommandType
    {
        get => CommandType.Text;
        set
        {
            if (value is not CommandType.Text) throw new NotSupportedException("The embedded database has statements only.");
        }
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => home;
        set
        {
            if (value != home) throw new NotSupportedException("A command stays with the connection that made it.");
        }
    }

    protected override DbParameterCollection DbParameterCollection => Inner.Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    private SqliteCommand Inner => inner ??= home.Take(text);

    public override void Cancel() => Inner.Cancel();

    public override void Prepare() => Inner.Prepare();

    public override int ExecuteNonQuery() => Run(command => command.ExecuteNonQuery());

    public override object? ExecuteScalar() => Run(command => command.ExecuteScalar());

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Run(command => command.ExecuteReader(behavior));

    protected override DbParameter CreateDbParameter() => Inner.CreateParameter();

    protected override void Dispose(bool disposing)
    {
        if (disposing && inner is { } done)
        {
            inner = null;
            if (isDoubtful) done.Dispose();
            else home.Keep(done);
        }

        base.Dispose(disposing);
    }

    private T Run<T>(Func<SqliteCommand, T> how)
    {
        (Inner.Transaction, Inner.CommandTimeout) = ((SqliteTransaction?)DbTransaction, CommandTimeout);
        try
        {
            return how(Inner);
        }
        catch
        {
            isDoubtful = true;
            throw;
        }
    }
}

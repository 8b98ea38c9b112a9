using System.Data.Common;

namespace OpenSeva.Kernel.Storage;

/// <summary>The right to write, and the open connection to write through. Ended once, by disposing of it.</summary>
public sealed class Turn(DbConnection connection, Func<ValueTask> end) : IAsyncDisposable
{
    private int ended;

    public DbConnection Connection => connection;

    public ValueTask DisposeAsync() => Interlocked.Exchange(ref ended, 1) is 0 ? end() : default;
}

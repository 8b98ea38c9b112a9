namespace OpenSeva.Kernel.Storage;

/// <summary>
/// What the components of one page are reading. One that fails, or a visitor who leaves, ends the page while others
/// still read: their windows are given back only when all have come to an end.
/// </summary>
public sealed class Reading
{
    private readonly List<Task> going = [];

    public Task While(Task read)
    {
        lock (going) going.Add(read);
        return read;
    }

    internal async Task End()
    {
        Task[] all;
        lock (going) all = [.. going];
        await Task.WhenAll(all).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}

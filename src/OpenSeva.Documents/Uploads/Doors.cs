using OpenSeva.Kernel;

namespace OpenSeva.Documents.Uploads;

/// <summary>How many may hand something in at once: few files of one person, few that are looked through, one of the same content.</summary>
internal sealed class Doors : IDisposable
{
    private const int MostOfOne = 2;

    private readonly Dictionary<Guid, int> inside = [];

    /// <summary>Each file is held in memory while it is looked through; more at once wait their turn.</summary>
    private readonly SemaphoreSlim turns = new(8);

    /// <summary>Between storing a content and noting it down nobody removes the same one.</summary>
    private readonly SemaphoreSlim[] contents = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1))];

    /// <exception cref="Refusal">request.too-many</exception>
    public IDisposable Enter(Guid owner)
    {
        lock (inside)
        {
            var already = inside.GetValueOrDefault(owner);
            if (already >= MostOfOne) throw new Refusal("request.too-many");
            inside[owner] = already + 1;
        }

        return new Leaving(() => Leave(owner));
    }

    public Task<IDisposable> Turn(CancellationToken ct) => Through(turns, ct);

    public Task<IDisposable> Alone(string hash, CancellationToken ct) => Through(contents[Convert.FromHexString(hash.AsSpan(0, 2))[0]], ct);

    public void Dispose()
    {
        turns.Dispose();
        foreach (var content in contents) content.Dispose();
    }

    private void Leave(Guid owner)
    {
        lock (inside)
        {
            if (inside[owner] is 1) inside.Remove(owner);
            else inside[owner]--;
        }
    }

    private static async Task<IDisposable> Through(SemaphoreSlim door, CancellationToken ct)
    {
        await door.WaitAsync(ct);
        return new Leaving(() => door.Release());
    }

    private sealed class Leaving(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}

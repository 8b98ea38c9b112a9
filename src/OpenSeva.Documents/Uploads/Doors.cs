using OpenSeva.Kernel;

namespace OpenSeva.Documents.Uploads;

/// <summary>How many may hand something in at once: few files of one person, few that are looked through, one of the same content.</summary>
internal sealed class Doors : IDisposable
{
    private const int MostOfOne = 2, MostOfALine = 4, MostOfStrangers = 64, MostDrawnForOne = 3;

    private readonly Dictionary<Guid, int> inside = [], drawing = [];
    private readonly Dictionary<string, int> forms = [];

    /// <summary>Each file is held in memory while it is looked through; more at once wait their turn.</summary>
    private readonly SemaphoreSlim turns = new(8);

    /// <summary>Between storing a content and noting it down nobody removes the same one.</summary>
    private readonly SemaphoreSlim[] contents = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1))];

    /// <exception cref="Refusal">request.too-many</exception>
    public IDisposable Enter(Guid owner) => Enter(inside, owner, MostOfOne);

    /// <summary>A form with files begins to arrive, of a person or over somebody's line; nobody waits for who sends slowly.</summary>
    /// <exception cref="Refusal">request.too-many</exception>
    public IDisposable EnterForm(Guid? owner, string line)
    {
        if (owner is { } known) return Enter(forms, $"{known:N}", MostOfOne);
        var stranger = Enter(forms, "", MostOfStrangers);
        try
        {
            var own = Enter(forms, line, MostOfALine);
            return new Leaving(() => { own.Dispose(); stranger.Dispose(); });
        }
        catch (Refusal)
        {
            stranger.Dispose();
            throw;
        }
    }

    /// <summary>A page is drawn for somebody, or waits to be.</summary>
    /// <exception cref="Refusal">request.too-many</exception>
    public IDisposable EnterDrawing(Guid reader) => Enter(drawing, reader, MostDrawnForOne);

    public Task<IDisposable> Turn(CancellationToken ct) => Through(turns, ct);

    public Task<IDisposable> Alone(string hash, CancellationToken ct) => Through(contents[Convert.FromHexString(hash.AsSpan(0, 2))[0]], ct);

    public void Dispose()
    {
        turns.Dispose();
        foreach (var content in contents) content.Dispose();
    }

    private static Leaving Enter<T>(Dictionary<T, int> room, T owner, int most) where T : notnull
    {
        lock (room)
        {
            var already = room.GetValueOrDefault(owner);
            if (already >= most) throw new Refusal("request.too-many");
            room[owner] = already + 1;
        }

        return new Leaving(() => Leave(room, owner));
    }

    private static void Leave<T>(Dictionary<T, int> room, T owner) where T : notnull
    {
        lock (room)
        {
            if (room[owner] is 1) room.Remove(owner);
            else room[owner]--;
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

using System.Collections.Concurrent;

namespace OpenSeva.Tests.Crash;

/// <summary>Three citizens and their officers at once, applying and granting until they are told to stop, whatever happens meanwhile.</summary>
internal sealed class Crowd : IDisposable
{
    private readonly Applicant[] applicants;
    private readonly ConcurrentQueue<string>[] ready;
    private readonly ConcurrentDictionary<string, string> granted = new();
    private readonly CancellationTokenSource stop = new();
    private Task work = Task.CompletedTask;

    private Crowd(Uri address)
    {
        applicants = [.. Enumerable.Range(0, 3).Select(_ => new Applicant(address))];
        ready = [.. applicants.Select(_ => new ConcurrentQueue<string>())];
    }

    /// <summary>Signed in, with some drafts ready, so that what interrupts them comes among submissions and decisions.</summary>
    public static async Task<Crowd> Gather(Uri address)
    {
        var crowd = new Crowd(address);
        foreach (var (applicant, drafts) in crowd.applicants.Zip(crowd.ready))
        {
            await applicant.SignIn();
            for (var i = 0; i < 2; i++) drafts.Enqueue(await applicant.Draft());
        }

        return crowd;
    }

    public void Begin() => work = Task.WhenAll(applicants.Zip(ready, (applicant, drafts) => Task.Run(async () =>
    {
        while (!stop.IsCancellationRequested)
        {
            var draft = drafts.TryDequeue(out var kept) ? kept : await applicant.Draft();
            var number = await applicant.Granted(draft);
            Assert.True(granted.TryAdd(number, draft), $"{number} was given twice");
        }
    })));

    /// <returns>The numbers of the applications that were sent and granted, each acknowledged; nothing else is under way.</returns>
    public async Task<IReadOnlyCollection<string>> End()
    {
        await stop.CancelAsync();
        await work;
        return [.. granted.Keys];
    }

    public void Dispose()
    {
        foreach (var applicant in applicants) applicant.Dispose();
        stop.Dispose();
    }
}

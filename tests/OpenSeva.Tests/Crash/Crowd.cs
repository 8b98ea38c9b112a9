using System.Collections.Concurrent;

namespace OpenSeva.Tests.Crash;

/// <summary>Three citizens and their officers at once, applying and granting until they are told to stop, whatever happens meanwhile.</summary>
internal sealed class Crowd : IDisposable
{
    private readonly Applicant[] applicants;
    private readonly List<(Applicant Applicant, string Draft)> ready = [];
    private readonly ConcurrentDictionary<string, string> granted = new();
    private readonly CancellationTokenSource stop = new();
    private Task work = Task.CompletedTask;

    private int Acknowledged => applicants.Sum(applicant => applicant.Acknowledged);

    private Crowd(Uri address) => applicants = [.. Enumerable.Range(0, 3).Select(_ => new Applicant(address))];

    /// <summary>Signed in, each with a draft ready, so that what interrupts them comes among submissions and decisions.</summary>
    public static async Task<Crowd> Gather(Uri address)
    {
        var crowd = new Crowd(address);
        foreach (var applicant in crowd.applicants)
        {
            await applicant.SignIn();
            crowd.ready.Add((applicant, await applicant.Draft()));
        }

        return crowd;
    }

    public void Begin() => work = Task.WhenAll(ready.Select(one => Task.Run(async () =>
    {
        for (var draft = one.Draft; ; draft = await one.Applicant.Draft())
        {
            var number = await one.Applicant.Granted(draft);
            Assert.True(granted.TryAdd(number, draft), $"{number} was given twice");
            if (stop.IsCancellationRequested) return;
        }
    })));

    /// <summary>
    /// Waits until some more acts are acknowledged, and then a moment: however slow the machine is, there is progress
    /// between one interruption and the next, and the next comes in the middle of something.
    /// </summary>
    public async Task Advance(Random random)
    {
        var enough = Acknowledged + random.Next(1, 5);
        while (Acknowledged < enough && !work.IsCompleted) await Task.Delay(10);
        await Task.Delay(random.Next(300));
    }

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

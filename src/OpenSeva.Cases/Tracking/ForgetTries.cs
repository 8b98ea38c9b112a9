using Microsoft.EntityFrameworkCore;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Tracking;

/// <summary>Wrong guesses are forgotten when their hour is over.</summary>
internal sealed class ForgetTries(Work work, TimeProvider clock) : IJob
{
    public TimeSpan Every => TimeSpan.FromMinutes(10);

    public Task Run(CancellationToken ct)
    {
        var before = clock.Now.AddHours(-1);
        return work.Run((CasesDb db) => db.Tries.Where(tries => tries.Since <= before).ExecuteDeleteAsync(ct), ct);
    }
}

using OpenSeva.Kernel;

namespace OpenSeva.Insight.Counting;

/// <summary>
/// After an update that counts more than the program before did, everything is counted once more from the facts. The step of
/// the schema leaves a mark, the rebuild takes it away in the same commit.
/// </summary>
internal sealed class CountAgain(InsightDb db, Rebuild rebuild) : IJob
{
    public TimeSpan Every => TimeSpan.FromMinutes(1);

    public async Task Run(CancellationToken ct)
    {
        // Nearly always there is nothing to do: only then is the turn taken, and asked again.
        if (await db.IsUncounted(ct)) await rebuild.IfUncounted(ct);
    }
}

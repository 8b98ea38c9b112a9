namespace OpenSeva.Kernel;

/// <summary>
/// A clock that can be told the time: the demonstration state is lived through at its own pace, weeks in seconds.
/// Never used while serving.
/// </summary>
public sealed class MovableClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start;

    public override DateTimeOffset GetUtcNow() => now;

    /// <summary>Time never runs backwards: an earlier instant leaves it where it is.</summary>
    public void MoveTo(DateTimeOffset at) => now = at > now ? at : now;
}

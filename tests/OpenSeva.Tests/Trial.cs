using System.Globalization;
using FsCheck;

namespace OpenSeva.Tests;

/// <summary>How long a trial is: a sample drawn by the seed that <c>./test</c> prints, or the whole of it.</summary>
internal static class Trial
{
    private const int Longer = 5;

    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("OPENSEVA_TEST_LONG") is "1";

    public static int Seed { get; } = int.Parse(Environment.GetEnvironmentVariable("OPENSEVA_TEST_SEED") ?? "1", CultureInfo.InvariantCulture);

    /// <summary>For a property: so many examples, five times as many in a long run; the same ones for the same seed.</summary>
    public static Config Sample(int examples) => Config.QuickThrowOnFailure
        .WithMaxTest(IsLong ? Longer * examples : examples)
        .WithReplay(new Replay(new Rnd((ulong)Seed, Gamma), null));

    // FsCheck's second half of a seed, which has to be odd.
    private const ulong Gamma = 0x9E3779B97F4A7C15;
}

using System.Globalization;

namespace OpenSeva.Tests.Crash;

/// <summary>How long a trial is: a sample with a seed that is printed, or the whole of it.</summary>
internal static class Trial
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("OPENSEVA_TEST_LONG") is "1";

    public static int Seed { get; } = int.Parse(Environment.GetEnvironmentVariable("OPENSEVA_TEST_SEED") ?? "1", CultureInfo.InvariantCulture);
}

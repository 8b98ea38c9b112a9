using System.Globalization;

namespace OpenSeva.BrowserTests;

/// <summary>
/// The journey is made in English and in one language drawn by the run's seed, in all five by <c>./test --long</c>. Every
/// page is looked at in every run, in EveryPage.
/// </summary>
internal static class Sample
{
    private static readonly string[] drawn = ["hi", "gu", "ml", "pa"];
    private static readonly bool isLong = Environment.GetEnvironmentVariable("OPENSEVA_TEST_LONG") is "1";
    private static readonly int seed = int.Parse(Environment.GetEnvironmentVariable("OPENSEVA_TEST_SEED") ?? "1", CultureInfo.InvariantCulture);

    public static TheoryData<string, int> Journeys { get; } = new(
        new[] { "en" }.Concat(isLong ? drawn : [drawn[seed % drawn.Length]]).Select(language => (language, language is "hi" or "pa" ? 1280 : 360)));
}

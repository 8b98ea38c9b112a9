using System.Globalization;

namespace OpenSeva.BrowserTests;

/// <summary>
/// The journey is made in every language each time. Its pages are examined for accessibility in English and in one
/// language drawn by the run's seed, and in all of them by <c>./test --long</c>; every page is, somewhere, in EveryPage.
/// </summary>
internal static class Sample
{
    private static readonly string[] Drawn = ["hi", "gu", "ml", "pa"];
    private static readonly bool isLong = Environment.GetEnvironmentVariable("OPENSEVA_TEST_LONG") is "1";
    private static readonly int seed = int.Parse(Environment.GetEnvironmentVariable("OPENSEVA_TEST_SEED") ?? "1", CultureInfo.InvariantCulture);

    public static bool Examines(string language) => isLong || language is "en" || language == Drawn[seed % Drawn.Length];
}

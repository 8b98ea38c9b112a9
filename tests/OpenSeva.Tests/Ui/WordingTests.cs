using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using OpenSeva.Kernel;
using OpenSeva.Ui;

namespace OpenSeva.Tests.Ui;

public sealed partial class WordingTests
{
    private static readonly DateTimeOffset Evening = new(2026, 11, 22, 19, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(133811, "1,33,811")]
    [InlineData(12345678, "1,23,45,678")]
    [InlineData(999, "999")]
    [InlineData(-1234, "−1,234")]
    public void Counts_are_grouped_the_Indian_way(long number, string text) => Assert.Equal(text, Digits.Group(number));

    [Fact]
    public void A_share_shows_the_decimals_that_say_something()
    {
        Assert.Equal("0.08\u00a0%", Digits.Percent(109, 133811));
        Assert.Equal("95\u00a0%", Digits.Percent(95, 100));
        Assert.Equal("–", Digits.Percent(0, 0));
    }

    [Theory]
    [InlineData("en", "23 November 2026")]
    [InlineData("hi", "23 नवंबर 2026")]
    [InlineData("gu", "23 નવેમ્બર 2026")]
    [InlineData("ml", "23 നവംബർ 2026")]
    [InlineData("pa", "23 ਨਵੰਬਰ 2026")]
    public void A_day_is_the_state_s_day_in_the_reader_s_language(string language, string text) =>
        Assert.Equal(text, In(language, () => Dates.Day(Evening)));

    [Theory]
    [InlineData(0, "today, 12:30 am")]
    [InlineData(-1, "yesterday, 12:30 am")]
    [InlineData(3, "in 3 days")]
    [InlineData(-7, "7 days ago")]
    [InlineData(-8, "15 November 2026")]
    public void Near_moments_are_told_relatively(int days, string text) =>
        Assert.Equal(text, In("en", () => Dates.Relative(Evening.AddDays(days), Evening, new Words([typeof(UiModule).Assembly]))));

    [Fact]
    public void Every_language_says_everything_with_the_same_placeholders()
    {
        var english = Texts("en");
        foreach (var (code, _) in Languages.All)
        {
            var texts = Texts(code);
            Assert.Equal(english.Keys.Order(), texts.Keys.Order());
            foreach (var (key, text) in texts)
            {
                Assert.False(string.IsNullOrWhiteSpace(text), $"{code} {key}");
                Assert.Equal(Places(english[key]), Places(text));
            }
        }
    }

    private static IEnumerable<string> Places(string text) => Placeholder().Matches(text).Select(match => match.Value).Distinct().Order();

    private static Dictionary<string, string> Texts(string language)
    {
        using var file = typeof(UiModule).Assembly.GetManifestResourceStream($"Texts/{language}.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(file)!;
    }

    private static string In(string language, Func<string> say)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            // ICU parts the hour from its half of the day by one kind of space or another.
            return say().Replace('\u202f', ' ').Replace('\u00a0', ' ');
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [GeneratedRegex(@"\{\d+\}|#")]
    private static partial Regex Placeholder();
}

using OpenSeva.Definitions;

namespace OpenSeva.Tests.Definitions;

public sealed class TextsTests
{
    private static readonly ServiceFiles Income = ServiceFiles.FromFolder(Path.Combine(Samples.Root, "services/revenue/income-certificate"));

    [Theory]
    [InlineData("  mobile: ", "  mobil: ", "missing-text")]
    [InlineData("  mobile: ", "  mobil: ", "unused-text")]
    [InlineData("{assessed-income}", "{yearly-income}", "unknown-placeholder")]
    [InlineData("{assessed-income}", "{annual-income}", "claim")]
    [InlineData("₹ {assessed-income}", "₹", "placeholders")]
    [InlineData("pin-code: { label: പിൻ കോഡ്", "pin-code: { label: Pin code", "not-translated")]
    public void A_translation_that_differs_is_named(string written, string instead, string code)
    {
        var reading = ServiceReader.Read(Changed("texts.ml.yaml", text => text.Replace(written, instead, StringComparison.Ordinal)));

        Assert.Contains(code, reading.Mistakes.Select(mistake => mistake.Code));
        Assert.All(reading.Mistakes, mistake => Assert.EndsWith("texts.ml.yaml", mistake.File, StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_language_is_named_and_said_in_English_meanwhile()
    {
        var content = Income.Content.Where(file => file.Key is not "texts.pa.yaml").ToDictionary();

        var reading = ServiceReader.Read(Income with { Content = content });

        Assert.Equal("missing-file", Assert.Single(reading.Mistakes).Code);
        Assert.Equal("Income certificate", reading.Texts.In("pa", TextKeys.Name));
        Assert.Null(reading.Texts.Own("pa", TextKeys.Name));
    }

    [Fact]
    public void A_broken_texts_file_hides_neither_the_service_nor_the_other_languages()
    {
        var reading = ServiceReader.Read(Changed("texts.hi.yaml", _ => "name: [unfinished"));

        Assert.Equal("yaml", Assert.Single(reading.Mistakes).Code);
        Assert.Equal("വരുമാന സർട്ടിഫിക്കറ്റ്", reading.Texts.In("ml", TextKeys.Name));
        Assert.NotNull(reading.Definition);
    }

    [Fact]
    public void A_certificate_or_service_that_cannot_be_read_hides_no_mistake_in_the_texts()
    {
        var wrong = Changed("certificate.yaml", _ => "title: [unfinished").Content.ToDictionary();
        wrong["texts.ml.yaml"] = wrong["texts.ml.yaml"].Replace("₹ {assessed-income}", "₹", StringComparison.Ordinal).Replace("  mobile: ", "  mobil: ", StringComparison.Ordinal);

        Assert.Equal(
            ["missing-text", "placeholders", "unused-text", "yaml"], ServiceReader.Read(Income with { Content = wrong }).Mistakes.Select(mistake => mistake.Code).Distinct().Order());

        wrong["service.yaml"] = "title: [unfinished";
        wrong["texts.ml.yaml"] += "name: twice\n";
        Assert.Contains("duplicate-member", ServiceReader.Read(Income with { Content = wrong }).Mistakes.Select(mistake => mistake.Code));
    }

    [Fact]
    public void Placeholders_are_filled_and_unknown_ones_stay_visible()
    {
        var texts = ServiceReader.Read(Income).Texts;

        var line = texts.In("en", "certificate.validity", new Dictionary<string, string> { ["issued-on"] = "1 May 2026" });

        Assert.Equal("It was issued on 1 May 2026 and is valid until {valid-until}.", line);
    }

    private static ServiceFiles Changed(string file, Func<string, string> change) => Income with
    {
        Content = Income.Content.ToDictionary(pair => pair.Key, pair => pair.Key == file ? change(pair.Value) : pair.Value),
    };
}

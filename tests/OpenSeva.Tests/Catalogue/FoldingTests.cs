using OpenSeva.Catalogue.Search;

namespace OpenSeva.Tests.Catalogue;

public sealed class FoldingTests
{
    [Theory]
    [InlineData("vidyarthi", "vidyarthi", "विद्यार्थी", "વિદ્યાર્થી", "വിദ്യാർത്ഥി")]
    [InlineData("pinsn", "pension", "penshan", "पेंशन", "પેન્શન", "പെൻഷൻ", "ਪੈਨਸ਼ਨ")]
    [InlineData("vrumn", "varumana", "വരുമാന")]
    [InlineData("vrumnm", "varumanam", "വരുമാനം")]
    [InlineData("sikt", "sikat", "सीकत")]
    public void One_word_has_one_key_in_every_script_it_is_written_in(string about, params string[] spellings)
    {
        var keys = spellings.Select(Folding.Word).ToHashSet();

        // Spoken sounds that a script does not write may differ by one letter; more would be another word.
        Assert.All(keys, key => Assert.True(Distance(key, keys.First()) <= 1, $"{about}: {string.Join(' ', keys)}"));
    }

    [Theory]
    [InlineData("dukan", "दुकान")]
    [InlineData("dukan", "દુકાન")]
    [InlineData("praman patra", "प्रमाण पत्र")]
    [InlineData("aavak", "આવક")]
    [InlineData("aamdan", "ਆਮਦਨ")]
    [InlineData("kada", "കട")]
    [InlineData("budhapa", "ਬੁਢਾਪਾ")]
    [InlineData("zameen", "ज़मीन")]
    [InlineData("jamin", "ज़मीन")]
    [InlineData("Dhukaan", "dukan")]
    [InlineData("१२", "12")]
    [InlineData("ക്ഷേമം", "kshemam")]
    [InlineData("മഴ", "mazha")]
    [InlineData("പെൻഷൻ", "pension")]
    [InlineData("സർട്ടിഫിക്കറ്റിന്റ", "sarttiphikkattint")]
    public void Two_spellings_fold_to_the_same_key(string one, string other) =>
        Assert.Equal(Near(Folding.Words(one)), Near(Folding.Words(other)));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("!?—")]
    [InlineData("ा्")]
    [InlineData("\u200D\u200C")]
    [InlineData("中文")]
    public void What_holds_no_sound_has_no_key(string text) => Assert.Empty(Folding.Words(text));

    // t, d and ṭ, ḍ are one place of the tongue apart and often mixed in Latin letters (kada, kata for കട).
    private static IEnumerable<string> Near(IEnumerable<string> keys) => keys.Select(key => key.Replace('d', 't'));

    private static int Distance(string one, string other) => Math.Abs(one.Length - other.Length) + one.Zip(other).Count(pair => pair.First != pair.Second);
}

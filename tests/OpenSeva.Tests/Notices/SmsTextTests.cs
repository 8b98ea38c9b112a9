using FsCheck;
using FsCheck.Fluent;
using OpenSeva.Notices.Sms;

namespace OpenSeva.Tests.Notices;

public class SmsTextTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(160, 1)]
    [InlineData(161, 2)]
    [InlineData(306, 2)]
    [InlineData(307, 3)]
    public void Latin_letters_are_charged_by_160_and_153(int letters, int parts) =>
        Assert.Equal(parts, SmsText.Parts(new string('a', letters)).Count);

    [Theory]
    [InlineData(70, 1)]
    [InlineData(71, 2)]
    [InlineData(134, 2)]
    [InlineData(135, 3)]
    public void Indian_letters_are_charged_by_70_and_67(int letters, int parts) =>
        Assert.Equal(parts, SmsText.Parts(new string('അ', letters)).Count);

    [Theory]
    [InlineData(80, 1)]
    [InlineData(81, 2)]
    [InlineData(152, 2)]
    [InlineData(153, 3)]
    public void An_escaped_letter_counts_twice_and_is_not_torn_apart(int letters, int parts) =>
        Assert.Equal(parts, SmsText.Parts(new string('€', letters)).Count);

    [Fact]
    public void A_surrogate_pair_is_not_torn_apart() =>
        Assert.All(SmsText.Parts(new string('अ', 66) + "😀" + new string('अ', 40)), part => Assert.False(char.IsLowSurrogate(part[0])));

    [Theory]
    [InlineData("Rs 15 @ £5 {Δ}", true)]
    [InlineData("₹15", false)]
    [InlineData("it’s", false)]
    public void The_short_alphabet_is_known(string text, bool gsm) => Assert.Equal(gsm, SmsText.IsGsm(text));

    [Fact]
    public void Parts_put_together_are_the_text_and_each_fits()
    {
        var letters = Gen.OneOf(Gen.Elements("a", "€", "@", " "), Gen.Elements("अ", "😀", "a", "ക്ഷ"));
        var texts = from count in Gen.Choose(0, 400) from all in letters.ListOf(count) select string.Concat(all);

        Check.One(Trial.Sample(300), Prop.ForAll(texts.ToArbitrary(), text =>
        {
            var gsm = SmsText.IsGsm(text);
            var parts = SmsText.Parts(text);
            var limit = (gsm, parts.Count) switch { (true, 1) => 160, (true, _) => 153, (false, 1) => 70, _ => 67 };
            return string.Concat(parts) == text
                && parts.All(part => SmsText.Units(part, gsm) <= limit)
                // No part could have taken the next letter: nobody pays for air.
                && parts.Zip(parts.Skip(1)).All(pair => SmsText.Units(pair.First, gsm) + 2 > limit);
        }));
    }
}

using System.Text.Json.Nodes;
using OpenSeva.Definitions;

namespace OpenSeva.Tests.Definitions;

/// <summary>Unfinished answers may be wrong, but not without bounds.</summary>
public sealed class AnswerBoundsTests
{
    private static readonly IReadOnlyList<Field> Fields = [.. Samples.Permit.Pages.SelectMany(page => page.Fields)];

    [Theory]
    [InlineData("person", "\"R2 D2\"")]
    [InlineData("born", "\"31-02-2026\"")]
    [InlineData("length", "\"about six\"")]
    [InlineData("length", "1000000")]
    [InlineData("crew", "[{},{\"crew-name\":\"7\"}]")]
    public void What_is_only_wrong_is_kept(string field, string json) => Assert.Empty(Beyond(field, json));

    [Theory]
    [InlineData("crew", "[{},{},{},{}]", "crew", "group-too-many")]
    [InlineData("crew", "{}", "crew", "group")]
    [InlineData("crew", "[[]]", "crew.0", "group")]
    [InlineData("crew", "[null]", "crew.0", "group")]
    [InlineData("crew", "[{},{\"crew-name\":{\"in\":1}}]", "crew.1.crew-name", "text")]
    [InlineData("crew", "[{\"colour\":\"red\"}]", "crew.0.colour", "not-asked")]
    [InlineData("person", "[\"A\"]", "person", "text")]
    public void What_has_not_the_shape_of_its_question_is_not(string field, string json, string at, string code)
    {
        var wrong = Assert.Single(Beyond(field, json));
        Assert.Equal((at, code), (wrong.Field, wrong.Code));
    }

    [Theory]
    [InlineData("person", 101, "100")]
    [InlineData("born", 201, "200")]
    [InlineData("length", 201, "200")]
    [InlineData("village", 201, "200")]
    public void Nothing_is_longer_than_its_question_allows(string field, int letters, string most)
    {
        Assert.Empty(Beyond(field, $"\"{new string('x', letters - 1)}\""));
        var wrong = Assert.Single(Beyond(field, $"\"{new string('x', letters)}\""));
        Assert.Equal((field, "too-long", most), (wrong.Field, wrong.Code, wrong.Args[0]));
    }

    [Fact]
    public void A_number_of_a_thousand_digits_and_a_letter_under_ten_thousand_signs_are_too_long()
    {
        Assert.Equal("too-long", Assert.Single(Beyond("length", new string('9', 1000))).Code);
        var answers = new JsonObject { ["person"] = "ക" + new string('\u0D4D', 10_000) };
        Assert.Equal("too-long", Assert.Single(AnswerBounds.Beyond(Fields, answers)).Code);
        Assert.Equal("too-long", AnswersCheck.Whole(Samples.Permit, answers, Samples.Around).Single(wrong => wrong.Field is "person").Code);
    }

    private static IReadOnlyList<WrongAnswer> Beyond(string field, string json) => AnswerBounds.Beyond(Fields, new JsonObject { [field] = JsonNode.Parse(json) });
}

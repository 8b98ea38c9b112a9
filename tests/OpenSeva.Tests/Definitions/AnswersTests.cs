using System.Text.Json.Nodes;
using OpenSeva.Definitions;

namespace OpenSeva.Tests.Definitions;

public sealed class AnswersTests
{
    private const string Sound = """
        {"person":"Meera K. Nair","born":"1990-02-28","village":"V1","boat":"small","length":6,"income":1234500,
         "engine":true,"power":20,"crew":[{"crew-name":"രാജൻ","crew-mobile":"9847012345"}]}
        """;

    [Fact]
    public void A_sound_application_has_nothing_wrong() =>
        Assert.Empty(AnswersCheck.Whole(Samples.Permit, Samples.Answers(Sound), Samples.Around));

    [Theory]
    [InlineData("person", "null", "required")]
    [InlineData("person", "\"  \"", "required")]
    [InlineData("person", "\"R2 D2\"", "name")]
    [InlineData("person", "\"a\\u0000b\"", "characters")]
    [InlineData("person", "\"முருகன்\"", "characters")]
    [InlineData("person", "\"محمد علي\"", "characters")]
    [InlineData("person", "\"Meera 🌸\"", "characters")]
    [InlineData("person", "42", "text")]
    [InlineData("born", "\"2026-02-29\"", "date-impossible")]
    [InlineData("born", "\"2026-02-31\"", "date-impossible")]
    [InlineData("born", "\"31-02-2026\"", "date")]
    [InlineData("born", "\"1890-01-01\"", "date-too-early")]
    [InlineData("born", "\"2026-11-23\"", "date-too-late")]
    [InlineData("village", "\"V2\"", "address")]
    [InlineData("village", "\"D1\"", "address-level")]
    [InlineData("boat", "\"submarine\"", "choice")]
    [InlineData("boat", "1", "choice")]
    [InlineData("length", "\"6\"", "number")]
    [InlineData("length", "6.5", "number")]
    [InlineData("length", "\"6,5\"", "number-comma")]
    [InlineData("income", "\"1,5\"", "money-comma")]
    [InlineData("length", "0", "number-too-small")]
    [InlineData("length", "91", "number-too-large")]
    [InlineData("income", "-1", "money-too-small")]
    [InlineData("engine", "\"yes\"", "yes-no")]
    [InlineData("crew", "{}", "group")]
    [InlineData("nonsense", "1", "not-asked")]
    public void A_wrong_answer_is_named_with_its_field(string field, string json, string code)
    {
        var answers = Samples.Answers(Sound);
        answers[field] = JsonNode.Parse(json);

        var wrong = Assert.Single(AnswersCheck.Whole(Samples.Permit, answers, Samples.Around));

        Assert.Equal((field, code), (wrong.Field, wrong.Code));
    }

    [Fact]
    public void Names_that_are_too_long_are_counted_as_people_count()
    {
        var answers = Samples.Answers(Sound);
        // A letter and its vowel sign are one step of the cursor.
        answers["person"] = string.Concat(Enumerable.Repeat("കാ", 100));
        Assert.Empty(AnswersCheck.Whole(Samples.Permit, answers, Samples.Around));

        answers["person"] = new string('a', 101);
        var wrong = Assert.Single(AnswersCheck.Whole(Samples.Permit, answers, Samples.Around));
        Assert.Equal(("too-long", "100"), (wrong.Code, wrong.Args[0]));
    }

    [Fact]
    public void Entries_of_a_group_are_checked_one_by_one()
    {
        var answers = Samples.Answers(Sound);
        answers["crew"] = JsonNode.Parse("""[{"crew-name":"Anu","crew-mobile":"12345"},{"crew-mobile":"9847012345","rank":1}]""");

        var wrong = AnswersCheck.Whole(Samples.Permit, answers, Samples.Around);

        Assert.Equal(
            [("crew.0.crew-mobile", "mobile"), ("crew.1.crew-name", "required"), ("crew.1.rank", "not-asked")],
            wrong.Select(one => (one.Field, one.Code)));
    }

    [Fact]
    public void Too_many_entries_are_refused()
    {
        var answers = Samples.Answers(Sound);
        answers["crew"] = new JsonArray([.. Enumerable.Range(0, 4).Select(_ => JsonNode.Parse("""{"crew-name":"Anu"}"""))]);

        var wrong = Assert.Single(AnswersCheck.Whole(Samples.Permit, answers, Samples.Around));
        Assert.Equal(("crew", "group-too-many", "3"), (wrong.Field, wrong.Code, wrong.Args[0]));
    }

    [Fact]
    public void Answers_on_pages_that_no_longer_apply_are_kept_but_count_for_nothing()
    {
        var answers = Samples.Answers(Sound);
        answers["boat"] = "none";
        answers["power"] = "not even a number";

        Assert.Empty(AnswersCheck.Whole(Samples.Permit, answers, Samples.Around));
        Assert.DoesNotContain("power", Samples.Permit.Asked(answers, Samples.Today).Select(answer => answer.Key));
        Assert.Equal(["about"], Samples.Permit.PagesAsked(answers, Samples.Today).Select(page => page.Code));
    }

    [Fact]
    public void A_page_is_checked_without_the_pages_after_it()
    {
        var wrong = AnswersCheck.Page(Samples.Permit, "about", Samples.Answers("""{"boat":"large"}"""), Samples.Around);

        Assert.Equal(["person", "born", "village", "length"], wrong.Select(one => one.Field));
    }

    [Fact]
    public void Only_a_sure_failure_makes_ineligible()
    {
        Assert.Empty(Samples.Permit.EligibilityFailed([], Samples.Today));
        Assert.Empty(Samples.Permit.EligibilityFailed(Samples.Answers("""{"born":"2008-11-22"}"""), Samples.Today));
        Assert.Equal("adult", Assert.Single(Samples.Permit.EligibilityFailed(Samples.Answers("""{"born":"2008-11-23"}"""), Samples.Today)).Code);
    }

    [Theory]
    [InlineData(FieldType.Money, "1,20,000.50", "12000050")]
    [InlineData(FieldType.Money, "₹ 15", "1500")]
    [InlineData(FieldType.Money, "15.505", "\"15.505\"")]
    [InlineData(FieldType.Money, "₹ 120,000.50", "12000050")]
    [InlineData(FieldType.Money, "1,5", "\"1,5\"")]
    [InlineData(FieldType.Money, "1.500,00", "\"1.500,00\"")]
    [InlineData(FieldType.Number, "1,20,000", "120000")]
    [InlineData(FieldType.Number, "120,000", "120000")]
    [InlineData(FieldType.Number, "१,२०,०००", "120000")]
    [InlineData(FieldType.Number, "20,5", "\"20,5\"")]
    [InlineData(FieldType.Number, "1,2000", "\"1,2000\"")]
    [InlineData(FieldType.Number, "1,,000", "\"1,,000\"")]
    [InlineData(FieldType.Number, ",500", "\",500\"")]
    [InlineData(FieldType.Number, "१२", "12")]
    [InlineData(FieldType.Number, "൧൨ ൩", "\"൧൨ ൩\"")]
    [InlineData(FieldType.Date, "31-2-2026", "\"2026-02-31\"")]
    [InlineData(FieldType.Date, "५/१२/२०२५", "\"2025-12-05\"")]
    [InlineData(FieldType.Mobile, "+91 98470-12345", "\"9847012345\"")]
    [InlineData(FieldType.YesNo, "no", "false")]
    [InlineData(FieldType.Text, "  ok  ", "\"ok\"")]
    [InlineData(FieldType.Text, "   ", "null")]
    public void What_is_typed_becomes_a_typed_answer_or_stays_as_typed(FieldType type, string typed, string json)
    {
        var field = new Field("x", type, false, null, null, null, null, [], []);

        var answer = AnswerText.Read(field, typed);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), answer), answer?.ToJsonString());
        Assert.True(JsonNode.DeepEquals(answer, AnswerText.Read(field, AnswerText.Show(field, answer))));
    }
}

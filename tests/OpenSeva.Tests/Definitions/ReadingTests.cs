using OpenSeva.Definitions;

namespace OpenSeva.Tests.Definitions;

public sealed class ReadingTests
{
    [Theory]
    [InlineData("revenue/income-certificate")]
    [InlineData("local-government/trade-licence")]
    [InlineData("social-justice/old-age-pension")]
    public void The_services_of_the_repository_have_no_mistake(string folder)
    {
        var reading = Samples.OfRepository(folder);

        Assert.Equal("", string.Join('\n', reading.Mistakes));
        Assert.NotNull(reading.Definition);
        Assert.True(reading.Definition.Law.Example);
    }

    [Fact]
    public void The_sample_itself_is_sound() => Assert.Empty(Samples.Mistakes(Samples.ServiceYaml));

    [Theory]
    [InlineData("sector: business", "sektor: permits", "unknown-member")]
    [InlineData("sector: business", "version: 2", "duplicate-member")]
    [InlineData("retention-years: 5", "keywords: [fish]", "missing-member")]
    [InlineData("version: 1", "version: one", "wrong-type")]
    [InlineData("version: 1", "version: '1'", "wrong-type")]
    [InlineData("version: 1", "version:", "wrong-type")]
    [InlineData("2026-01-01", "2026-02-29", "wrong-type")]
    [InlineData("unit: working-days", "unit: weeks", "wrong-type")]
    [InlineData("code: look", "code: Look Here", "bad-code")]
    [InlineData("sector: business", "sector: misc", "unknown-sector")]
    [InlineData("first-appeal: director", "first-appeal: fisheries-officer", "appeal")]
    [InlineData("jurisdiction: village", "jurisdiction: born", "wrong-field")]
    [InlineData("jurisdiction: village", "jurisdiction: power", "not-always-asked")]
    [InlineData("name: person", "name: persona", "unknown-field")]
    [InlineData("options: [none, small, large]", "options: [none]", "one-option")]
    [InlineData("type: choice, required: true, options: [none, small, large]", "type: choice, required: true", "missing-member")]
    [InlineData("type: date, required: true, min: -120", "type: date, levels: [village], min: -120", "unfit-member")]
    [InlineData("min: 1, max: 90", "min: 90, max: 1", "bounds")]
    [InlineData("code: engine", "code: person", "duplicate-code")]
    [InlineData("in: [small, large]", "in: [small, huge]", "wrong-value")]
    [InlineData("in: [small, large]", "above: 3", "unfit-comparison")]
    [InlineData("when: { field: boat,", "when: { field: engine,", "asked-later")]
    [InlineData("when: { field: boat,", "when: { field: ship,", "unknown-field")]
    [InlineData("when: { field: member, is: true }", "when: { all: [{ field: member, is: true }, { field: member, is: false }] }", "contradiction")]
    [InlineData("when: { field: member, is: true }", "when: { all: [{ field: length, above: 50 }, { field: length, below: 51 }] }", "contradiction")]
    [InlineData("when: { field: member, is: true }", "when: { field: length, above: 90 }", "contradiction")]
    [InlineData("when: { field: member, is: true }", "when: { field: length, at-least: 1 }", "idle-condition")]
    [InlineData("when: { field: member, is: true }", "when: { field: member, is: true, present: true }", "condition")]
    [InlineData("accept: [pdf, jpeg]", "accept: [pdf, heic]", "unknown-kind")]
    [InlineData("up-to: 20", "up-to: 4", "slab-order")]
    [InlineData("- { rupees: 1000 }", "- { up-to: 80, rupees: 1000 }", "slab-gap")]
    [InlineData("rupees: 200.50", "rupees: 200.505", "wrong-type")]
    [InlineData("by: length", "by: boat", "wrong-field")]
    [InlineData("start: look", "start: elsewhere", "unknown-stage")]
    [InlineData("to: decide", "to: decision", "unknown-stage")]
    [InlineData("to: decide, requires", "to: look, requires", "unreachable-stage")]
    [InlineData("start: received", "start: external-report", "start-never-recorded")]
    [InlineData("{ code: back, kind: return, to: look }", "{ code: back, kind: complete }", "idle-record")]
    [InlineData("{ code: back, kind: return, to: look }", "{ code: back, kind: return, to: look, dated: power }", "unfit-member")]
    [InlineData("{ code: back, kind: return, to: look }", "{ code: back, kind: charge }", "no-charge")]
    [InlineData("{ code: back, kind: return, to: look }", "{ code: back, kind: charge, charge: [permit-fees] }", "unknown-fee")]
    [InlineData("{ code: back, kind: return, to: look }", "{ code: back, kind: charge, charge: [permit-fee], pause: citizen-answer }", "shared-pause")]
    [InlineData("{ code: back, kind: return, to: look }", "{ code: back, kind: return, to: look, charge: [permit-fee] }", "unfit-member")]
    [InlineData("name: person", "name: person\n  filed-by: [self, neighbour]", "wrong-type")]
    [InlineData("name: person", "name: person\n  filed-by: [self, self]", "duplicate-code")]
    [InlineData("name: person", "name: person\n  filed-by: []", "empty")]
    [InlineData("{ code: member, type: yes-no }", "{ code: member, type: yes-no, accept: [pdf] }", "unfit-member")]
    [InlineData("{ code: crew-mobile, type: mobile }", "{ code: crew-paper, type: file, accept: [pdf], max-megabytes: 5 }", "missing-member")]
    [InlineData("{ code: crew-mobile, type: mobile }", "{ code: crew-paper, type: file, accept: [pdf, heic], max-megabytes: 5, max-pages: 2 }", "unknown-kind")]
    [InlineData("{ code: crew-mobile, type: mobile }", "{ code: identity, type: file, accept: [pdf], max-megabytes: 5, max-pages: 2 }", "duplicate-code")]
    [InlineData("{ code: crew-mobile, type: mobile }", "{ code: crew-paper, type: file, accept: [pdf], max-megabytes: 5, max-pages: 2, max: 3 }", "unfit-member")]
    [InlineData("{ code: back, kind: return, to: look }", "{ code: back, kind: return, to: look, fields: [{ code: scan, type: file, accept: [pdf], max-megabytes: 5, max-pages: 2 }] }", "unfit-member")]
    [InlineData("by: length", "by: tonnage", "unknown-field")]
    [InlineData("kind: approve, not-by: [look]", "kind: ask", "never-granted")]
    [InlineData("not-by: [look]", "not-by: [nobody]", "unknown-stage")]
    [InlineData("pause: citizen-answer", "pause: holiday", "unknown-pause")]
    [InlineData("requires: [clearances]", "requires: [photo]", "unknown-requirement")]
    [InlineData("kind: recommend, to: decide,", "kind: recommend,", "no-target")]
    [InlineData("{ code: refuse, kind: reject }", "{ code: refuse, kind: reject, to: look }", "unfit-member")]
    [InlineData("rejection-reasons: [unsafe]", "rejection-reasons: []", "no-reasons")]
    [InlineData("{ code: person, type: person-name, required: true }", "{ code: person, type: person-name, required: true, prefill: mobile }", "unfit-member")]
    [InlineData("{ code: person, type: person-name, required: true }", "{ code: person, type: person-name, required: true, prefill: address }", "wrong-type")]
    [InlineData("{ code: crew-mobile, type: mobile }", "{ code: crew-mobile, type: mobile, prefill: mobile }", "unfit-member")]
    [InlineData("{ code: member, type: yes-no }", "{ code: one, type: email, prefill: email }\n      - { code: two, type: email, prefill: email }\n      - { code: member, type: yes-no }", "prefill-twice")]
    [InlineData("{ code: back, kind: return, to: look }", "{ code: back, kind: return, to: look, fields: [{ code: whom, type: mobile, prefill: mobile }] }", "unfit-member")]
    [InlineData("objection-reasons: [unreadable]", "objection-reasons: [{ code: unreadable, for: papers }]", "wrong-type")]
    [InlineData("objection-reasons: [unreadable]", "objection-reasons: [{ code: unreadable, to: document }]", "unknown-member")]
    [InlineData("objection-reasons: [unreadable]", "objection-reasons: [unreadable, { code: unreadable, for: document }]", "duplicate-code")]
    [InlineData("objection-reasons: [unreadable]", "objection-reasons: [{ code: unreadable, for: document }]", "no-reasons")]
    [InlineData("objection-reasons: [unreadable]", "objection-reasons: [{ for: document }]", "missing-member")]
    [InlineData("objection-reasons: [unreadable]", "objection-reasons: [[unreadable]]", "wrong-type")]
    [InlineData("limit: 10", "limit: 9", "stage-limits")]
    [InlineData("role: harbour-master, limit-days: 3", "role: harbour-master, limit-days: 6", "clearance-limit")]
    [InlineData("code: crew-name, type: person-name", "code: crew-name, type: person-name, pattern: '('", "unfit-member")]
    public void A_mistake_is_named_where_it_stands(string written, string instead, string code)
    {
        var mistakes = Samples.Mistakes(Samples.With(written, instead));

        Assert.Contains(code, mistakes.Select(mistake => mistake.Code));
        Assert.All(mistakes, mistake => Assert.True(mistake.Line > 0 && mistake.Column > 0));
    }

    [Fact]
    public void Line_and_column_point_at_the_wrong_word()
    {
        var mistake = Assert.Single(Samples.Mistakes(Samples.With("pause: citizen-answer }", "pause: holiday }")));

        var line = Samples.ServiceYaml.Split('\n').Index().Single(item => item.Item.Contains("pause: citizen", StringComparison.Ordinal));
        Assert.Equal(line.Index + 1, mistake.Line);
        Assert.Equal(line.Item.IndexOf("citizen-answer", StringComparison.Ordinal) + 1, mistake.Column);
    }

    [Fact]
    public void A_reason_is_for_what_it_says_and_a_wrong_word_is_named_where_it_stands()
    {
        const string bare = "objection-reasons: [unreadable]";
        var workflow = ServiceReader.Read(Samples.Files(Samples.With(bare, "objection-reasons: [{ code: unreadable, for: document }, { code: wrong, for: answer }, missing]"))).Definition!.Workflow;
        var (name, crew) = (Samples.Permit.Field("person")!, Samples.Permit.Field("crew")!);
        Assert.Equal(["wrong", "missing"], workflow.ReasonsFor(name).Select(reason => reason.Code));
        Assert.Equal(["wrong", "missing"], workflow.ReasonsFor(crew).Select(reason => reason.Code));
        Assert.Equal(["unreadable", "wrong", "missing"], workflow.ReasonsFor(crew with { Fields = [.. crew.Fields, name with { Type = FieldType.File }] }).Select(reason => reason.Code));
        Assert.Equal(["unreadable", "missing"], workflow.ReasonsFor(name with { Type = FieldType.File }).Select(reason => reason.Code));
        Assert.Equal(["unreadable", "missing"], workflow.ReasonsForDocuments.Select(reason => reason.Code));

        var mistake = Assert.Single(Samples.Mistakes(Samples.With(bare, "objection-reasons: [missing, { code: unreadable, for: papers }]")), one => one.Code is "wrong-type");
        var line = Samples.ServiceYaml.Split('\n').Index().Single(item => item.Item.Contains(bare, StringComparison.Ordinal));
        Assert.Equal((line.Index + 1, line.Item.IndexOf(bare, StringComparison.Ordinal) + "objection-reasons: [missing, { code: unreadable, for: ".Length + 1), (mistake.Line, mistake.Column));
    }

    [Fact]
    public void A_clock_that_nothing_would_start_is_a_mistake_at_its_word()
    {
        var mistake = Assert.Single(Samples.Mistakes(Samples.With("start: received", "start: external-report")));

        var line = Samples.ServiceYaml.Split('\n').Index().Single(item => item.Item.Contains("start: received", StringComparison.Ordinal));
        Assert.Equal(("start-never-recorded", line.Index + 1, line.Item.IndexOf("received", StringComparison.Ordinal) + 1), (mistake.Code, mistake.Line, mistake.Column));
    }

    [Fact]
    public void All_mistakes_are_reported_at_once()
    {
        var broken = Samples.With("unit: working-days", "unit: weeks")
            .Replace("sector: business", "sektor: permits", StringComparison.Ordinal)
            .Replace("to: decide,", "to: decision,", StringComparison.Ordinal)
            .Replace("by: length", "by: width", StringComparison.Ordinal);

        var codes = Samples.Mistakes(broken).Select(mistake => mistake.Code).ToHashSet();

        Assert.Superset(new HashSet<string> { "wrong-type", "unknown-member", "unknown-stage", "unknown-field" }, codes);
    }

    [Theory]
    [InlineData("a: &x 1\nb: *x")]
    [InlineData("a: !!binary x")]
    [InlineData("a: [")]
    [InlineData("- a")]
    [InlineData("")]
    [InlineData("a: 1\n---\nb: 2")]
    [InlineData("\t:")]
    public void What_is_not_plain_YAML_is_refused_without_harm(string text)
    {
        var reading = ServiceReader.Read(Samples.Files(text));

        Assert.NotEmpty(reading.Mistakes);
        Assert.Null(reading.Definition);
    }

    [Fact]
    public void A_role_nobody_holds_is_named()
    {
        var reading = ServiceReader.Read(Samples.Files(Samples.ServiceYaml), role => role is not "harbour-master");

        var mistake = Assert.Single(reading.Mistakes, mistake => mistake.Code is "role-nobody-holds");
        Assert.Contains("harbour-master", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_role_whose_posts_are_all_vacant_is_named_with_their_offices()
    {
        var reading = ServiceReader.Read(
            Samples.Files(Samples.ServiceYaml), _ => true, role => role is "harbour-master" ? [.. Enumerable.Range(1, 7).Select(n => $"Harbour {n}")] : null);

        var mistake = Assert.Single(reading.Mistakes, mistake => mistake.Code is "role-nobody-holds");
        Assert.Equal("Nobody holds the role 'harbour-master': every post that carries it is vacant, in Harbour 1, Harbour 2, Harbour 3, Harbour 4, Harbour 5 and 2 more.", mistake.Message);
    }

    [Fact]
    public void A_broken_rule_still_leaves_a_definition_but_a_foreign_format_does_not()
    {
        Assert.NotNull(ServiceReader.Read(Samples.Files(Samples.With("limit: 10", "limit: 9"))).Definition);
        Assert.Null(ServiceReader.Read(Samples.Files(Samples.With("limit: 10", "limit: ten"))).Definition);
    }
}

using OpenSeva.Definitions;

namespace OpenSeva.Tests.Definitions;

/// <summary>A certificate certifies what the office found, and what it names is there whichever way the case came.</summary>
public sealed class FindingsTests
{
    private static readonly ServiceFiles Income = ServiceFiles.FromFolder(Path.Combine(Samples.Root, "services/revenue/income-certificate"));

    private const string Found = "            - { code: assessed-income, type: money, required: true, min: 0, max: 1000000000, assesses: annual-income }\n";

    [Theory, InlineData("null"), InlineData("\"\"")]
    public void What_is_left_empty_later_takes_no_finding_back(string empty)
    {
        var found = OpenSeva.Cases.CaseFile.Found.By([Samples.Answers("""{"assessed-income":1200000}"""), Samples.Answers($$"""{"assessed-income":{{empty}}}""")]);

        Assert.Equal("""{"assessed-income":1200000}""", found.ToJsonString());
    }

    [Fact]
    public void The_repository_s_certificate_is_of_the_enquiry()
    {
        var service = ServiceReader.Read(Income);

        Assert.Empty(service.Mistakes);
        Assert.Contains("assessed-income", service.Definition!.SurelyFound());
        Assert.Contains(service.Definition!.Certificate!.Rows, row => row.Field is "assessed-income");
    }

    [Fact]
    public void A_claim_that_an_officer_assesses_is_not_certified()
    {
        var mistakes = Mistakes(ServiceFiles.Certificate, "field: assessed-income", "field: annual-income");

        Assert.Equal("claim", Assert.Single(mistakes).Code);
    }

    [Fact]
    public void A_finding_that_one_way_does_without_is_named_wherever_the_certificate_uses_it()
    {
        // The refusal was advised without an income, and the tahsildar granted all the same.
        var first = Income.Content[ServiceFiles.Service].IndexOf(Found, StringComparison.Ordinal);
        var without = Income.Content[ServiceFiles.Service];
        var second = without.IndexOf(Found, first + 1, StringComparison.Ordinal);

        var mistakes = Mistakes(ServiceFiles.Service, without, without.Remove(second, Found.Length));

        Assert.Equal(["not-always-found"], mistakes.Select(mistake => mistake.Code).Distinct());
        Assert.Equal(6, mistakes.Select(mistake => mistake.File).Distinct().Count()); // the row, and the sentence in five languages
    }

    [Theory]
    [InlineData("required: true, min: 0, max: 1000000000, assesses", "min: 0, assesses")]
    [InlineData("assesses: annual-income", "assesses: annual-income, when: { field: enquiry-date, present: true }")]
    public void A_finding_that_may_be_left_out_is_not_surely_there(string written, string instead) =>
        Assert.Contains("not-always-found", Mistakes(ServiceFiles.Service, written, instead).Select(mistake => mistake.Code));

    [Fact]
    public void A_finding_once_written_holds_through_the_stages_behind_and_a_way_back_takes_nothing_away()
    {
        var service = Samples.With(
            "{ code: pass, kind: recommend, to: decide, requires: [clearances] }",
            "{ code: pass, kind: recommend, to: check, requires: [clearances, depth], fields: [{ code: depth, type: number }, { code: note, type: text }] }");
        var between = "    - { code: check, role: inspector, status: looking, actions: [{ code: onward, kind: forward, to: decide }] }\n";

        var read = ServiceReader.Read(Samples.Files(service.Replace("    - code: decide\n", $"{between}    - code: decide\n", StringComparison.Ordinal)));

        Assert.NotNull(read.Definition);
        Assert.Equal(["depth"], read.Definition.SurelyFound());
    }

    [Theory]
    [InlineData("assesses: annual-income", "assesses: anual-income", "unknown-field")]
    [InlineData("assesses: annual-income", "assesses: applicant-name", "unknown-field")]
    [InlineData("required: true, prefill: name }", "required: true, assesses: birth-date }", "unfit-member")]
    [InlineData("required: true, min: -120, max: 0 }", "required: true, min: -120, max: 0, since-sent: true }", "unfit-member")]
    [InlineData("assesses: annual-income", "assesses: annual-income, since-sent: true", "unfit-member")]
    public void An_officer_s_field_assesses_an_answer_of_its_own_type(string written, string instead, string code) =>
        Assert.Contains(code, Mistakes(ServiceFiles.Service, written, instead).Select(mistake => mistake.Code));

    private static IReadOnlyList<Mistake> Mistakes(string file, string written, string instead)
    {
        Assert.Contains(written, Income.Content[file], StringComparison.Ordinal);
        return ServiceReader.Read(Income with
        {
            Content = Income.Content.ToDictionary(pair => pair.Key, pair => pair.Key == file ? pair.Value.Replace(written, instead, StringComparison.Ordinal) : pair.Value),
        }).Mistakes;
    }
}

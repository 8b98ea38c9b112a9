using OpenSeva.Definitions;

namespace OpenSeva.Tests.Definitions;

/// <summary>Fees an officer asks for, and records that begin the law's time.</summary>
public sealed class ChargeTests
{
    private const string Back = "{ code: back, kind: return, to: look }";

    private static readonly string Charged = Samples.With(Back, "{ code: survey, kind: charge, charge: [survey-fee], fields: [{ code: area, type: number, required: true, min: 1 }] }")
        .Replace("workflow:\n", "  - { code: survey-fee, account: '0405', by: area, slabs: [{ up-to: 10, rupees: 100 }, { rupees: 250 }] }\nworkflow:\n", StringComparison.Ordinal);

    [Fact]
    public void A_charged_head_is_not_owed_at_sending_and_goes_by_the_officers_answer()
    {
        Assert.Empty(Samples.Mistakes(Charged));
        var service = ServiceReader.Read(Samples.Files(Charged)).Definition!;
        var action = service.Actions.Single(one => one.Kind is ActionKind.Charge);

        Assert.Equal(["permit-fee"], FeeSchedule.Compute(service, Samples.Answers("""{"length":5}"""), Samples.Today).Lines.Select(line => line.Head));
        Assert.Equal(250_00, FeeSchedule.Charge(service, action, [], Samples.Answers("""{"area":11}"""), Samples.Today).Total);
        Assert.False(FeeSchedule.Charge(service, action, [], [], Samples.Today).IsSettled);
    }

    [Fact]
    public void An_officers_answer_that_decides_a_fee_must_always_be_given()
    {
        var mistake = Assert.Single(Samples.Mistakes(Charged.Replace("type: number, required: true, min: 1 }]", "type: number, min: 1 }]", StringComparison.Ordinal)));

        Assert.Equal("not-always-asked", mistake.Code);
    }

    [Theory]
    [InlineData("dated: came, evidence: letter", "date", "text", null)]
    [InlineData("evidence: letter", "date", "text", "report-proof")]
    [InlineData("dated: came", "date", "text", "report-proof")]
    [InlineData("dated: letter, evidence: letter", "date", "text", "report-proof")]
    [InlineData("dated: came, evidence: letter", "date", "number", "report-proof")]
    public void A_report_needs_its_day_and_its_proof(string members, string came, string letter, string? code)
    {
        var report = $"{{ code: arrived, kind: report, {members}, fields: [{{ code: came, type: {came}, required: true }}, {{ code: letter, type: {letter}, required: true }}] }}";
        var mistakes = Samples.Mistakes(Samples.With(Back, report).Replace("start: received", "start: external-report", StringComparison.Ordinal));

        Assert.Equal(code is null ? [] : [code], mistakes.Select(mistake => mistake.Code));
    }

    [Theory]
    [InlineData("received", false)]
    [InlineData("complete", false)]
    [InlineData("paid", false)]
    public void What_is_sent_complete_and_paid_begins_with_the_sending(string start, bool later) =>
        Assert.Equal(later, ServiceReader.Read(Samples.Files(Samples.With("start: received", $"start: {start}"))).Definition!.StartsLater);
}

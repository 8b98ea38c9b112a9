using OpenSeva.Definitions;

namespace OpenSeva.Tests.Definitions;

public sealed class FeesTests
{
    [Theory]
    [InlineData(1, 5000, null, 5L)]
    [InlineData(5, 5000, null, 5L)]
    [InlineData(6, 20050, 5L, 20L)]
    [InlineData(20, 20050, 5L, 20L)]
    [InlineData(21, 100000, 20L, null)]
    public void A_slab_reaches_up_to_and_including_its_bound(int length, long paise, long? above, long? upTo)
    {
        var fee = FeeSchedule.Compute(Samples.Permit, Samples.Answers($$"""{"length":{{length}}}"""), Samples.Today);

        var line = Assert.Single(fee.Lines);
        Assert.Equal(paise, line.Amount);
        Assert.Equal(new FeeReason.BySlab("length", length, above, upTo), line.Reason);
        Assert.True(fee.IsSettled);
    }

    [Fact]
    public void A_fee_stays_open_until_the_deciding_answer_is_there()
    {
        var fee = FeeSchedule.Compute(Samples.Permit, [], Samples.Today);

        Assert.False(fee.IsSettled);
        Assert.Equal(new FeeReason.Undecided("length"), Assert.Single(fee.Lines).Reason);
    }

    [Fact]
    public void A_waiver_names_itself_and_what_would_have_been_owed()
    {
        var fee = FeeSchedule.Compute(Samples.Permit, Samples.Answers("""{"length":30,"member":true}"""), Samples.Today);

        Assert.Equal(0, fee.Total);
        Assert.Equal(new FeeReason.Waived("members", 100000), Assert.Single(fee.Lines).Reason);
    }

    [Fact]
    public void The_trade_licence_costs_by_its_floor_area()
    {
        var service = Samples.OfRepository("local-government/trade-licence").Definition!;
        var answers = Samples.Answers("""{"ownership":"proprietor","owner-disability":false,"floor-area":51}""");

        Assert.Equal(2100_00, FeeSchedule.Compute(service, answers, Samples.Today).Total);

        answers["owner-disability"] = true;
        Assert.Equal(100_00, FeeSchedule.Compute(service, answers, Samples.Today).Total);

        // The question is not asked of a company, so an answer left over from before waives nothing.
        answers["ownership"] = "company";
        Assert.Equal(2100_00, FeeSchedule.Compute(service, answers, Samples.Today).Total);
    }
}

using OpenSeva.Payments.Attempts;
using OpenSeva.Payments.Receipts;

namespace OpenSeva.Tests.Payments;

public class RuleTests
{
    private static readonly PaymentState[] States = Enum.GetValues<PaymentState>();
    private static readonly NewsKind[] Kinds = Enum.GetValues<NewsKind>();

    [Fact]
    public void What_is_refunded_stays_refunded() =>
        Assert.All(Kinds, kind => Assert.Equal(PaymentState.Refunded, PaymentRules.After(PaymentState.Refunded, kind, settles: true)));

    [Fact]
    public void Only_success_settles_and_only_from_a_state_without_money()
    {
        var settling =
            from state in States
            from kind in Kinds
            where state is not PaymentState.Paid && PaymentRules.After(state, kind, settles: true) is PaymentState.Paid
            select (state, kind);
        Assert.All(settling, pair =>
        {
            Assert.Equal(NewsKind.Succeeded, pair.kind);
            Assert.False(PaymentRules.HoldsMoney(pair.state));
        });
    }

    [Fact]
    public void Nothing_is_paid_when_it_does_not_settle() =>
        Assert.DoesNotContain(
            from state in States where state is not PaymentState.Paid from kind in Kinds select PaymentRules.After(state, kind, settles: false),
            state => state is PaymentState.Paid);

    [Fact]
    public void The_same_news_twice_is_the_same_news() =>
        Assert.All(
            from state in States from kind in Kinds from settles in new[] { true, false } select (state, kind, settles),
            one =>
            {
                var once = PaymentRules.After(one.state, one.kind, one.settles);
                Assert.Equal(once, PaymentRules.After(once, one.kind, one.settles));
            });

    [Theory]
    [InlineData("2026-03-31", "2025-26")]
    [InlineData("2026-04-01", "2026-27")]
    [InlineData("2099-12-31", "2099-00")]
    public void A_financial_year_runs_from_april_to_march(string day, string year) =>
        Assert.Equal(year, Receipt.FinancialYear(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));
}

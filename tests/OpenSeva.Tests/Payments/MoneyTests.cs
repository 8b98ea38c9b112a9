using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Payments;
using OpenSeva.Kernel;
using OpenSeva.Payments;
using OpenSeva.Payments.Attempts;
using OpenSeva.Payments.Refunds;
using OpenSeva.Payments.Sandbox;

namespace OpenSeva.Tests.Payments;

public sealed class MoneyTests(PayApp app) : IClassFixture<PayApp>
{
    private readonly Guid payer = Guid.CreateVersion7();

    [Fact]
    public async Task Nobody_begins_to_pay_the_same_more_than_twenty_times_an_hour()
    {
        var demand = await app.Demand(payer);
        // The code that the pay page shows is the demand's first.
        for (var n = 1; n < 20; n++) await app.Start(demand, payer);

        Assert.Equal("request.too-many", (await Assert.ThrowsAsync<OpenSeva.Kernel.Refusal>(() => app.Start(demand, payer))).Code);

        app.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.NotNull(await app.Start(demand, payer));
    }

    [Fact]
    public async Task A_late_success_after_another_payment_goes_back()
    {
        var demand = await app.Demand(payer);
        var slow = await app.Start(demand, payer);
        await app.Choose(slow!.Payment, SandboxChoice.Late);
        var quick = await app.Start(demand, payer);
        await app.Choose(quick!.Payment, SandboxChoice.Success);

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.Job<RunSandbox>();
        Assert.Equal([PaymentState.Surplus, PaymentState.Paid], await app.States(demand));
        await app.SettleRefunds();

        Assert.Equal([PaymentState.Refunded, PaymentState.Paid], await app.States(demand));
        Assert.NotNull((await app.Card(demand)).ReceiptNumber);
    }

    [Fact]
    public async Task Paying_twice_on_the_gateway_s_page_pays_one_back()
    {
        var demand = await app.Demand(payer);
        var started = await app.Start(demand, payer);

        await app.Choose(started!.Payment, SandboxChoice.Twice);
        await app.SettleRefunds();

        Assert.Equal([PaymentState.Paid, PaymentState.Refunded], (await app.States(demand)).Order());
    }

    [Fact]
    public async Task A_payment_whose_message_never_came_is_finished_by_reconciliation()
    {
        var demand = await app.Demand(payer);
        var started = await app.Start(demand, payer);
        await app.Choose(started!.Payment, SandboxChoice.Silent);
        Assert.Null((await app.Card(demand)).PaidAt);

        app.Clock.Advance(TimeSpan.FromSeconds(60));
        await app.Job<Reconcile>();

        Assert.NotNull((await app.Card(demand)).PaidAt);
    }

    [Fact]
    public async Task A_window_closed_at_the_gateway_lapses_and_may_still_be_paid()
    {
        var demand = await app.Demand(payer);
        var started = await app.Start(demand, payer);
        await app.Choose(started!.Payment, SandboxChoice.Close);
        for (var round = 0; round < 12; round++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(10));
            await app.Job<Reconcile>();
        }

        var lapsed = await app.Read(s => s.GetRequiredService<PaymentsDb>().Payments.SingleAsync(p => p.Order == started.Payment));
        Assert.Equal(PaymentState.Lapsed, lapsed.State);
        await app.Choose(started.Payment, SandboxChoice.Success);
        Assert.NotNull((await app.Card(demand)).PaidAt);
    }

    [Theory]
    [InlineData(14_99)]
    [InlineData(15_01)]
    public async Task An_amount_that_differs_by_a_paisa_settles_nothing_and_goes_back(long paise)
    {
        var demand = await app.Demand(payer);
        var started = await app.Start(demand, payer);

        Assert.Equal(Outcome.Surplus, await app.Hear(started!.Payment, $"odd-{paise}", NewsKind.Succeeded, paise));

        Assert.Null((await app.Card(demand)).PaidAt);
        var refund = await app.Read(s => s.GetRequiredService<PaymentsDb>().Refunds.OrderByDescending(r => r.OwedAt).ThenByDescending(r => r.Id).FirstAsync());
        Assert.Equal((new Money(paise), RefundReason.OtherAmount), (refund.Amount, refund.Reason));
    }

    [Fact]
    public async Task A_scanned_code_pays_the_demand()
    {
        var demand = await app.Demand(payer);
        await app.Read(s => s.GetRequiredService<ChooseOutcome>().Scan(demand.Id, demand.Total, default));

        await app.Choose(demand.Id, SandboxChoice.Repeated);

        Assert.Equal([PaymentState.Paid], await app.States(demand));
    }

    [Fact]
    public async Task A_failed_try_followed_by_a_good_one_under_the_same_order_is_paid()
    {
        var demand = await app.Demand(payer);
        var started = await app.Start(demand, payer);

        await app.Choose(started!.Payment, SandboxChoice.Failure);
        await app.Choose(started.Payment, SandboxChoice.Success);

        Assert.Equal([PaymentState.Paid, PaymentState.Failed], (await app.States(demand)).OrderByDescending(state => state));
    }

    [Fact]
    public async Task Money_for_a_replaced_demand_goes_back()
    {
        var demand = await app.Demand(payer, 15_00);
        var started = await app.Start(demand, payer);
        var dearer = await app.Demand(payer, 20_00, demand.Reference);
        Assert.NotEqual(demand.Id, dearer.Id);

        await app.Choose(started!.Payment, SandboxChoice.Success);
        await app.SettleRefunds();

        Assert.Equal([PaymentState.Refunded], await app.States(demand));
        Assert.Null((await app.Card(dearer)).PaidAt);
    }

    [Fact]
    public async Task The_same_demand_again_is_the_same_demand_and_a_paid_one_stays()
    {
        var demand = await app.Demand(payer);
        Assert.Equal(demand.Id, (await app.Demand(payer, reference: demand.Reference)).Id);
        await app.Choose((await app.Start(demand, payer))!.Payment, SandboxChoice.Success);

        Assert.Equal(demand.Id, (await app.Demand(payer, 20_00, demand.Reference)).Id);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => app.Start(demand, payer));
        Assert.Equal("payment.already-paid", refusal.Code);
    }

    [Fact]
    public async Task Two_demands_for_one_thing_at_once_leave_one_that_counts()
    {
        var reference = Guid.CreateVersion7();

        await Task.WhenAll(Enumerable.Range(1, 8).Select(n => app.Demand(payer, n * 100, reference)));

        Assert.Equal(1, await app.Read(s => s.GetRequiredService<PaymentsDb>().Demands.CountAsync(d => d.CountsFor == reference)));
    }

    [Fact]
    public async Task A_demand_of_nothing_is_settled_without_a_receipt()
    {
        var demand = await app.Demand(payer, 0);

        Assert.NotNull(demand.PaidAt);
        Assert.Null(demand.ReceiptNumber);
    }

    [Fact]
    public async Task A_payment_taken_back_is_owed_again_and_its_receipt_is_void()
    {
        var demand = await app.Demand(payer);
        var started = await app.Start(demand, payer);
        await app.Hear(started!.Payment, "back", NewsKind.Succeeded, 15_00);

        Assert.Equal(Outcome.Reversed, await app.Hear(started.Payment, "back", NewsKind.Refunded, 15_00));

        Assert.Null((await app.Card(demand)).PaidAt);
        var receipt = await app.Read(s => s.GetRequiredService<PaymentsDb>().Receipts.SingleAsync(r => r.DemandId == demand.Id));
        Assert.NotNull(receipt.VoidedAt);
    }

    [Fact]
    public async Task Receipts_are_numbered_without_gaps_per_department()
    {
        var demands = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => app.Demand(payer, department: "GAP")));
        await Task.WhenAll(demands.Select(async demand => await app.Hear(demand.Id, $"gap-{demand.Id}", NewsKind.Succeeded, 15_00)));

        var numbers = await app.Read(s => s.GetRequiredService<PaymentsDb>().Receipts.Where(r => r.Number.StartsWith("RCT/GAP/")).Select(r => r.Number).ToListAsync());

        Assert.Equal(Enumerable.Range(1, 12).Select(n => $"RCT/GAP/2026-27/{n:000000}"), numbers.Select(number => number[..^2]).Order());
        Assert.All(numbers, number => Assert.True(CheckDigit.Holds(number)));
    }

    [Fact]
    public async Task The_journal_holds_after_all_of_it()
    {
        var demand = await app.Demand(payer);
        await app.Choose((await app.Start(demand, payer))!.Payment, SandboxChoice.Twice);
        await app.SettleRefunds();
        await app.Settle();

        var report = await app.VerifyJournal();

        Assert.Null(report.Fault);
    }
}

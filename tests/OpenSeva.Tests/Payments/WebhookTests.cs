using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Payments;
using OpenSeva.Payments.Attempts;
using OpenSeva.Payments.Gateways;

namespace OpenSeva.Tests.Payments;

public sealed class WebhookTests(PayApp app) : IClassFixture<PayApp>
{
    private readonly Guid payer = Guid.CreateVersion7();

    [Fact]
    public async Task A_signed_success_settles_the_demand()
    {
        var demand = await app.Demand(payer);
        var started = await app.Start(demand, payer);

        var answer = await app.Webhook(PayApp.Message(started!.Payment, "t-1", NewsKind.Succeeded, 15_00));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotNull((await app.Card(demand)).PaidAt);
    }

    [Fact]
    public async Task A_scanned_code_is_told_of_by_the_name_it_carries()
    {
        var demand = await app.Demand(payer);

        await app.Webhook(PayApp.Message(demand.Id, "scanned", NewsKind.Succeeded, 15_00) with { Order = demand.Id.ToString("N") });

        Assert.NotNull((await app.Card(demand)).PaidAt);
    }

    [Fact]
    public async Task A_refund_of_another_amount_is_kept_and_takes_nothing_back()
    {
        var demand = await app.Demand(payer);
        var started = await app.Start(demand, payer);
        await app.Hear(started!.Payment, "t-part", NewsKind.Succeeded, 15_00);

        Assert.Equal(Outcome.Partial, await app.Hear(started.Payment, "t-part", NewsKind.Refunded, 5_00, "part"));

        Assert.NotNull((await app.Card(demand)).PaidAt);
        Assert.Equal([PaymentState.Paid], await app.States(demand));
        Assert.Null((await app.Read(services => services.GetRequiredService<PaymentsDb>().Receipts.SingleAsync(receipt => receipt.DemandId == demand.Id))).VoidedAt);
        Assert.Equal("Partial", await app.Read(services => services.GetRequiredService<PaymentsDb>().Messages.Where(message => message.Message == "part").Select(message => message.Outcome).SingleAsync()));
        Assert.Equal(Outcome.Reversed, await app.Hear(started.Payment, "t-part", NewsKind.Refunded, 15_00));
    }

    [Fact]
    public async Task A_message_signed_with_another_key_is_rejected()
    {
        var demand = await app.Demand(payer);

        var answer = await app.Webhook(PayApp.Message(demand.Id, "forged", NewsKind.Succeeded, 15_00), secret: new byte[32]);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Null((await app.Card(demand)).PaidAt);
    }

    [Fact]
    public async Task A_message_whose_body_was_changed_is_rejected()
    {
        var demand = await app.Demand(payer);
        var message = PayApp.Message(demand.Id, "changed", NewsKind.Failed, 15_00);

        var answer = await app.Webhook(message, sent: (message with { Status = "succeeded" }).Write());

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Null((await app.Card(demand)).PaidAt);
    }

    [Theory]
    [InlineData(-6)]
    [InlineData(6)]
    public async Task A_message_signed_outside_the_window_is_rejected(int minutes)
    {
        var demand = await app.Demand(payer);

        var answer = await app.Webhook(PayApp.Message(demand.Id, $"old{minutes}", NewsKind.Succeeded, 15_00), app.Clock.GetUtcNow().AddMinutes(minutes));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Null((await app.Card(demand)).PaidAt);
    }

    [Theory]
    [InlineData("")]
    [InlineData("t=1,v1=zz")]
    [InlineData("v1=0000000000000000000000000000000000000000000000000000000000000000")]
    public void A_header_that_is_no_signature_is_unsigned(string header) =>
        Assert.Equal("unsigned", WebhookSignature.Fault(header, "{}"u8, new byte[32], app.Clock.GetUtcNow()));

    [Theory]
    [InlineData("""{"id":"m","order":"0199aaaa-0000-7000-8000-000000000000","transaction":"t","status":"succeeded","amount":1,"currency":"USD"}""")]
    [InlineData("""{"id":"m","order":"0199aaaa-0000-7000-8000-000000000000","transaction":"t","status":"succeeded","amount":1,"amount":2,"currency":"INR"}""")]
    [InlineData("""{"id":"m","order":"0199aaaa-0000-7000-8000-000000000000","transaction":"t","status":"succeeded","amount":1.5,"currency":"INR"}""")]
    [InlineData("""{"id":"m","order":"0199aaaa-0000-7000-8000-000000000000","transaction":"t","status":"won","amount":1,"currency":"INR"}""")]
    [InlineData("""[]""")]
    public async Task A_signed_message_that_cannot_be_read_is_refused(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/payments/webhooks/sandbox") { Content = new ByteArrayContent(bytes) };
        var secret = await app.Secret();
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Sign(bytes, secret, app.Clock.GetUtcNow()));

        Assert.Equal(HttpStatusCode.BadRequest, (await app.Client().SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_gateway_nobody_agreed_with_is_not_there()
    {
        var answer = await app.Client().PostAsJsonAsync("/api/v1/payments/webhooks/elsewhere", new { });

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Fifty_copies_at_once_have_one_effect_and_are_all_answered()
    {
        var demand = await app.Demand(payer);
        var started = await app.Start(demand, payer);
        var message = PayApp.Message(started!.Payment, "many", NewsKind.Succeeded, 15_00);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => app.Webhook(message)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal([PaymentState.Paid], await app.States(demand));
        Assert.Equal(1, await app.Read(s => s.GetRequiredService<PaymentsDb>().Receipts.CountAsync(r => r.DemandId == demand.Id)));
    }

    [Fact]
    public async Task Fifty_messages_about_one_transaction_at_once_settle_once()
    {
        var demand = await app.Demand(payer);
        var started = await app.Start(demand, payer);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => app.Webhook(PayApp.Message(started!.Payment, "told-often", NewsKind.Succeeded, 15_00))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal([PaymentState.Paid], await app.States(demand));
    }

    [Fact]
    public async Task A_refund_told_before_the_success_leaves_nothing_paid()
    {
        var demand = await app.Demand(payer);
        var started = await app.Start(demand, payer);

        await app.Webhook(PayApp.Message(started!.Payment, "early", NewsKind.Refunded, 15_00));
        await app.Webhook(PayApp.Message(started.Payment, "early", NewsKind.Succeeded, 15_00));

        Assert.Equal([PaymentState.Refunded], await app.States(demand));
        Assert.Null((await app.Card(demand)).PaidAt);
    }

    [Fact]
    public async Task News_of_an_order_that_is_not_ours_is_answered_and_changes_nothing()
    {
        var answer = await app.Webhook(PayApp.Message(Guid.CreateVersion7(), "stranger", NewsKind.Succeeded, 15_00));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("unknown", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}

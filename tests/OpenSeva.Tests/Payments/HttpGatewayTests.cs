using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel;
using OpenSeva.Payments;
using OpenSeva.Payments.Attempts;
using OpenSeva.Payments.Gateways;
using OpenSeva.Payments.Refunds;

namespace OpenSeva.Tests.Payments;

/// <summary>The real adapter against a gateway of somebody else's on the wire.</summary>
public sealed class HttpGatewayTests(HttpGatewayTests.RealApp app) : IClassFixture<HttpGatewayTests.RealApp>
{
    private readonly Guid payer = Guid.CreateVersion7();

    [Fact]
    public async Task An_order_is_opened_with_our_name_amount_and_addresses()
    {
        var demand = await app.Demand(payer, 77_50);

        var started = await app.Start(demand, payer);

        Assert.Equal(new Uri($"https://pay.example/{started!.Payment}"), started.PayUrl);
        var (asked, body) = app.Asked.Single(call => call.Body.Contains(started.Payment.ToString(), StringComparison.Ordinal));
        Assert.Equal($"POST /orders Bearer our-key {started.Payment}", asked);
        var order = JsonNode.Parse(body)!;
        Assert.Equal(77_50, (long)order["amount"]!);
        Assert.Equal($"http://localhost/pay/{demand.Id}", (string)order["returnUrl"]!);
        Assert.Equal("http://localhost/api/v1/payments/webhooks/bank", (string)order["webhookUrl"]!);
    }

    [Fact]
    public async Task A_payment_is_found_and_a_second_one_refunded_under_one_key()
    {
        var demand = await app.Demand(payer);
        var started = await app.Start(demand, payer);
        app.Transactions[started!.Payment] = """[{"id":"A/1","status":"succeeded","amount":1500,"currency":"INR"},{"id":"A/2","status":"succeeded","amount":1500,"currency":"INR"}]""";
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.Job<Reconcile>();
        Assert.Equal([PaymentState.Paid, PaymentState.Surplus], (await app.States(demand)).Order());

        app.RefusesRefunds = true;
        await app.Job<SendRefunds>();
        app.RefusesRefunds = false;
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.Job<SendRefunds>();

        Assert.Equal([PaymentState.Paid, PaymentState.Refunding], (await app.States(demand)).Order());
        var refunds = app.Asked.Where(call => call.Call.Contains("/refunds", StringComparison.Ordinal)).Select(call => call.Call).ToList();
        Assert.Equal(2, refunds.Count);
        Assert.Equal(refunds[0], refunds[1]);
        Assert.StartsWith("POST /transactions/A%2F2/refunds", refunds[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_that_fails_is_said_so_and_takes_nothing()
    {
        var demand = await app.Demand(payer);
        app.IsAway = true;

        var refusal = await Assert.ThrowsAsync<Refusal>(() => app.Start(demand, payer));

        app.IsAway = false;
        Assert.Equal("payment.gateway-away", refusal.Code);
    }

    [Fact]
    public async Task The_pay_page_lets_its_form_lead_to_the_gateway()
    {
        var demand = await app.Demand(payer);

        var answer = await app.Client(PayApp.Citizen(payer)).GetAsync(new Uri(demand.PayPath, UriKind.Relative));

        Assert.Contains("form-action 'self' https://pay.example;", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("upi://pay?pa=treasury%40bank", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_agreed_secret_signs_what_it_sends()
    {
        var signed = WebhookSignature.Sign("{}"u8, Encoding.UTF8.GetBytes("agreed"), app.Clock.GetUtcNow());

        Assert.Null(WebhookSignature.Fault(signed, "{}"u8, Encoding.UTF8.GetBytes("agreed"), app.Clock.GetUtcNow()));
    }

    /// <summary>The program with a real gateway: a peer that keeps what it was asked.</summary>
    public sealed class RealApp : PayApp
    {
        private HttpPeer? peer;

        internal ConcurrentQueue<(string Call, string Body)> Asked { get; } = [];

        internal ConcurrentDictionary<Guid, string> Transactions { get; } = [];

        internal bool IsAway { get; set; }

        internal bool RefusesRefunds { get; set; }

        internal override PaymentsSettings Settings => new()
        {
            Gateway = new() { Name = "bank", BaseUrl = peer!.Address, PagesAt = new("https://pay.example"), Key = "our-key", WebhookSecret = "agreed", UpiAddress = "treasury@bank" },
        };

        public override async ValueTask InitializeAsync()
        {
            peer = await HttpPeer.Start(Answer);
            await base.InitializeAsync();
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            if (peer is not null) await peer.DisposeAsync();
        }

        private async Task Answer(HttpContext http)
        {
            var path = http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
            var body = await new StreamReader(http.Request.Body).ReadToEndAsync();
            Asked.Enqueue(($"{http.Request.Method} {path} {http.Request.Headers.Authorization} {http.Request.Headers["Idempotency-Key"]}", body));
            if (IsAway || (RefusesRefunds && path.EndsWith("/refunds", StringComparison.Ordinal)))
            {
                http.Response.StatusCode = 502;
                return;
            }

            if (path is "/orders") await http.Response.WriteAsJsonAsync(new { payUrl = $"https://pay.example/{(string)JsonNode.Parse(body)!["order"]!}" });
            else if (path.EndsWith("/refunds", StringComparison.Ordinal)) await http.Response.WriteAsJsonAsync(new { status = "accepted" });
            else if (Transactions.TryGetValue(Guid.Parse(path.Split('/')[2]), out var listed)) await http.Response.WriteAsync(listed);
            else http.Response.StatusCode = 404;
        }
    }
}

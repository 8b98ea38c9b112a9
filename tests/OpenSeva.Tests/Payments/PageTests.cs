using System.Net;
using AngleSharp.Html.Parser;
using OpenSeva.Contracts.Payments;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.Payments;

public sealed class PageTests(PayApp app) : IClassFixture<PayApp>
{
    private readonly Guid payer = Guid.CreateVersion7();

    [Fact]
    public async Task A_citizen_pays_without_script_and_gets_a_receipt()
    {
        var demand = await app.Demand(payer);
        var browser = new Browser(app.Client(PayApp.Citizen(payer)));
        await browser.Open(demand.PayPath);
        Assert.Contains("₹15", browser.Text, StringComparison.Ordinal);
        Assert.Contains("0070-60-800-96", browser.Text, StringComparison.Ordinal);
        Assert.Contains("Same for everybody", browser.Text, StringComparison.Ordinal);

        await browser.Submit("pay");
        Assert.StartsWith("/sandbox-gateway/", browser.Path, StringComparison.Ordinal);
        await browser.Submit("sandbox", ("Form.Choice", "success"));

        Assert.Equal(demand.PayPath, browser.Path);
        var receipt = (await app.Card(demand)).ReceiptNumber!;
        Assert.Contains(receipt, browser.Text, StringComparison.Ordinal);
        await browser.Open(demand.PayPath + "/receipt");
        Assert.Contains(receipt, browser.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("failure", "did not succeed")]
    [InlineData("pending", "has not answered")]
    [InlineData("close", "Pay ₹15")]
    public async Task The_pay_page_tells_how_far_it_has_come(string choice, string said)
    {
        var demand = await app.Demand(payer);
        var browser = new Browser(app.Client(PayApp.Citizen(payer)));
        await browser.Open(demand.PayPath);
        await browser.Submit("pay");

        await browser.Submit("sandbox", ("Form.Choice", choice));

        Assert.Contains(said, browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_now_finds_a_payment_whose_message_was_lost()
    {
        var demand = await app.Demand(payer);
        var browser = new Browser(app.Client(PayApp.Citizen(payer)));
        await browser.Open(demand.PayPath);
        await browser.Submit("pay");
        await browser.Submit("sandbox", ("Form.Choice", "silent"));

        await browser.Submit("check");

        Assert.NotNull((await app.Card(demand)).PaidAt);
        Assert.Contains("received", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_carries_payee_amount_reference_and_currency()
    {
        var demand = await app.Demand(payer, 1_234_05);
        var browser = new Browser(app.Client(PayApp.Citizen(payer)));
        await browser.Open(demand.PayPath);

        var link = browser.Document.QuerySelector("a[href^='upi://pay']")!.GetAttribute("href")!;

        Assert.Equal($"upi://pay?pa=openseva.sandbox%40example&pn=OpenSeva%20%28sandbox%29&am=1234.05&tr={demand.Id:N}&cu=INR", link);
        Assert.NotNull(browser.Document.QuerySelector("svg[role=img] path"));
        Assert.Contains("no real money", browser.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hi", "शुल्क भरें")]
    [InlineData("gu", "ફી ભરો")]
    [InlineData("ml", "ഫീസ് അടയ്ക്കുക")]
    [InlineData("pa", "ਫੀਸ ਭਰੋ")]
    public async Task The_pay_page_speaks_every_language(string language, string title)
    {
        var demand = await app.Demand(payer);
        var browser = new Browser(app.Client(PayApp.Citizen(payer)));

        await browser.Open($"{demand.PayPath}?lang={language}");

        Assert.Equal(title, browser.Document.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Nobody_else_sees_a_payment()
    {
        var demand = await app.Demand(payer);
        var other = app.Client(PayApp.Citizen(Guid.CreateVersion7()));

        foreach (var path in new[] { demand.PayPath, demand.PayPath + "/receipt", $"/api/v1/payments/demands/{demand.Id}", $"/api/v1/payments/demands/{demand.Id}/receipt" })
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(new Uri(path, UriKind.Relative))).StatusCode);
        using var start = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/payments/demands/{demand.Id}/payments") { Headers = { { "Idempotency-Key", "theirs" } } };
        Assert.Equal(HttpStatusCode.NotFound, (await other.SendAsync(start)).StatusCode);
    }

    [Fact]
    public async Task The_api_begins_a_payment_once_per_key()
    {
        var demand = await app.Demand(payer);
        var client = app.Client(PayApp.Citizen(payer));
        var answers = new List<string>();
        for (var time = 0; time < 2; time++)
        {
            using var start = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/payments/demands/{demand.Id}/payments") { Headers = { { "Idempotency-Key", "once" } } };
            var answer = await client.SendAsync(start);
            answers.Add($"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }

        Assert.StartsWith("OK", answers[0], StringComparison.Ordinal);
        Assert.Equal(answers[0], answers[1]);
    }
}

using System.Net;
using System.Text.Json.Nodes;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;
using OpenSeva.Tests.Cases;

namespace OpenSeva.Tests.Payments;

/// <summary>What was paid for an application is read by whoever may read the application, and by nobody else.</summary>
public sealed class OfficerTests(CaseApp app) : IClassFixture<CaseApp>
{
    [Fact]
    public async Task The_officer_at_the_desk_sees_what_was_owed_and_the_receipt_and_cannot_pay()
    {
        var (id, demand) = await Paid();
        var officer = app.As(await app.Officer("municipal-licensing-officer", CaseApp.Ward));

        var seen = await officer.Get($"/api/v1/payments/demands/{demand}");
        var receipt = await officer.Get($"/api/v1/payments/demands/{demand}/receipt");

        Assert.Equal("paid", (string)seen["state"]!);
        Assert.Equal(1100_00, (long)seen["total"]!["paise"]!);
        Assert.False((bool)seen["mayPay"]!);
        Assert.Equal((string)seen["receiptNumber"]!, (string)receipt["number"]!);
        Assert.Equal(HttpStatusCode.OK, (await officer.Try(HttpMethod.Get, $"/api/v1/cases/{id}")).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await officer.TryPost($"/api/v1/payments/demands/{demand}/payments", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await officer.Http.GetAsync(new Uri($"/pay/{demand}/receipt", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Officers_elsewhere_and_tokens_see_nothing_of_it()
    {
        var (_, demand) = await Paid();
        var elsewhere = new Actor(ActorKind.Staff, Guid.CreateVersion7(), Guid.CreateVersion7(), "revenue", []);
        var token = new Actor(ActorKind.Token, Guid.CreateVersion7(), null, "local-government", [Scope.Cases]);

        foreach (var path in new[] { $"/api/v1/payments/demands/{demand}", $"/api/v1/payments/demands/{demand}/receipt" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await app.As(elsewhere).Try(HttpMethod.Get, path)).StatusCode);
            // A token reads under the addresses its scopes name; payments are under none of them.
            Assert.Equal(HttpStatusCode.Forbidden, (await app.As(token).Try(HttpMethod.Get, path)).StatusCode);
        }
    }

    [Fact]
    public async Task Before_the_application_is_sent_no_officer_sees_its_fee()
    {
        var citizen = app.As(CaseApp.Citizen());
        var draft = await CaseApp.LicenceDraft(citizen);
        var demand = Demand(await citizen.Post($"/api/v1/drafts/{draft}/submission", new { }));
        var officer = app.As(await app.Officer("municipal-licensing-officer", CaseApp.Ward));

        Assert.Equal(HttpStatusCode.NotFound, (await officer.Try(HttpMethod.Get, $"/api/v1/payments/demands/{demand}")).StatusCode);
        Assert.Equal("open", (string)(await citizen.Get($"/api/v1/payments/demands/{demand}"))["state"]!);
    }

    private async Task<(Guid Case, Guid Demand)> Paid()
    {
        var actor = CaseApp.Citizen();
        var citizen = app.As(actor);
        var draft = await CaseApp.LicenceDraft(citizen);
        var demand = Demand(await citizen.Post($"/api/v1/drafts/{draft}/submission", new { }));
        await app.Pay(draft, actor.Id!.Value);
        return (draft, demand);
    }

    private static Guid Demand(JsonNode sent) => Guid.Parse(((string)sent["payPath"]!).Split('/')[^1]);
}

using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Accounts.Access;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.Accounts;

/// <summary>Who passes which door.</summary>
public sealed class PolicyTests(SevaApp app) : IClassFixture<SevaApp>
{
    private static readonly Guid Somebody = Guid.CreateVersion7();

    private static readonly (string Name, Actor Actor)[] People =
    [
        ("anonymous", Actor.Anonymous),
        ("citizen", new(ActorKind.Citizen, Somebody, null, null, [])),
        ("staff", new(ActorKind.Staff, Somebody, null, "revenue", [])),
        ("officer", new(ActorKind.Staff, Somebody, Somebody, "revenue", [])),
        ("administrator", new(ActorKind.Staff, Somebody, null, "revenue", [Grant.Administrator])),
        ("head", new(ActorKind.Staff, Somebody, null, "revenue", [Grant.DepartmentHead])),
        ("auditor", new(ActorKind.Staff, Somebody, null, "revenue", [Grant.Auditor])),
        ("bare token", new(ActorKind.Token, Somebody, null, "revenue", [])),
        ("scheming token", new(ActorKind.Token, Somebody, null, "revenue", [Grant.Administrator, Grant.Auditor])),
    ];

    private static readonly Dictionary<string, string[]> Admitted = new()
    {
        [Policy.Anyone] = ["anonymous", "citizen", "staff", "officer", "administrator", "head", "auditor", "bare token", "scheming token"],
        [Policy.SignedIn] = ["citizen", "staff", "officer", "administrator", "head", "auditor"],
        [Policy.Citizen] = ["citizen"],
        [Policy.Staff] = ["staff", "officer", "administrator", "head", "auditor"],
        [Policy.Officer] = ["officer"],
        [Policy.Administrator] = ["administrator"],
        [Policy.DepartmentHead] = ["head"],
        [Policy.Auditor] = ["auditor"],
    };

    [Fact]
    public void Each_policy_admits_exactly_its_own()
    {
        Assert.Equal(Admitted.Keys.Order(), Policies.Table.Select(policy => policy.Name).Order());
        foreach (var (name, admits) in Policies.Table)
            Assert.Equal(Admitted[name], People.Where(person => admits(person.Actor)).Select(person => person.Name));
    }

    [Fact]
    public async Task Every_route_of_the_room_refuses_whom_its_policy_does_not_admit()
    {
        foreach (var endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/').Replace("{id:guid}", $"{Somebody}").Replace("{Id:guid}", $"{Somebody}").Replace("{Secret}", "x").Replace("{hash}", "x");
            if (!path.StartsWith("/api/v1/account", StringComparison.Ordinal) && !path.StartsWith("/api/v1/admin/", StringComparison.Ordinal) && path is not ("/account" or "/admin/staff" or "/office/post" or "/office/tokens" or "/office/sessions")) continue;
            var policies = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy!).ToList();
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            foreach (var (name, actor) in People.Where(person => policies.Exists(policy => !Admitted[policy].Contains(person.Name))))
            {
                var request = new HttpRequestMessage(new(method), path);
                request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString("N"));
                if (method is "POST" or "PUT") request.Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
                var answer = await app.Client(actor).SendAsync(request);
                Assert.True(answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized or HttpStatusCode.Redirect, $"{method} {path} answered {name} {answer.StatusCode}");
            }
        }
    }

    [Theory]
    [InlineData("/account", "/account/sign-in?back=%2Faccount")]
    [InlineData("/admin/staff", "/office/sign-in?back=%2Fadmin%2Fstaff")]
    public async Task A_stranger_is_led_to_the_right_door_and_back(string page, string door)
    {
        var answer = await new Browser(app.Client()).Get(page);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.EndsWith(door, answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/a\r\nb")]
    [InlineData(null)]
    public void The_way_back_never_leaves_this_site(string? back) => Assert.Equal("/", OpenSeva.Accounts.Sessions.WayBack.Or(back, "/"));

    [Fact]
    public async Task Headers_that_claim_somebody_are_ignored()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/account");
        foreach (var name in new[] { "X-User", "X-Forwarded-User", "Remote-User", "X-Forwarded-For" }) request.Headers.Add(name, $"{Somebody}");

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Client().SendAsync(request)).StatusCode);
    }
}

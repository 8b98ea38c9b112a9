using System.Net;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Accounts;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.Accounts;

/// <summary>The pages, without script.</summary>
public sealed class PageTests(AccountsApp app) : IClassFixture<AccountsApp>
{
    [Fact]
    public async Task A_citizen_registers_on_the_pages_and_goes_on_to_where_they_were_heading()
    {
        var browser = app.Browser();
        const string start = "/account/register?back=%2Faccount";
        var begun = await browser.Submit(start, await browser.Page(start), "register", ("Form.Name", "Asha Menon"), ("Form.Email", "page@example.in"), ("Form.Mobile", "98470 30001"), ("Form.Language", "ml"));
        Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);
        var codes = begun.Headers.Location!.ToString();
        Assert.EndsWith("/account/codes?back=%2Faccount", codes, StringComparison.Ordinal);

        var emailCode = await app.Code("page@example.in");
        var half = await Browser.Read(await browser.Submit(codes, await browser.Page(codes), "codes", ("Form.First", emailCode), ("Form.Second", "12")));
        Assert.Contains("Done", half.QuerySelector(".notice.good")!.TextContent, StringComparison.Ordinal);
        Assert.Null(half.QuerySelector("[name='Form.First']"));
        Assert.NotNull(half.QuerySelector("[name='Form.Second'][aria-invalid=true]"));

        var done = await browser.Submit(codes, half, "codes", ("Form.Second", await app.Code("9847030001")));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.EndsWith("/account", done.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("page@example.in", (await browser.Page("/account")).QuerySelector("dl.facts")!.TextContent, StringComparison.Ordinal);
        Assert.False(browser.Cookies.ContainsKey("step"));
    }

    [Fact]
    public async Task Everything_typed_stays_when_something_is_wrong()
    {
        var browser = app.Browser();
        var page = await Browser.Read(await browser.Submit(
            "/account/register", await browser.Page("/account/register"), "register", ("Form.Name", "Asha"), ("Form.Email", "nowhere"), ("Form.Mobile", "12"), ("Form.Language", "pa")));

        Assert.Equal("nowhere", page.QuerySelector("[name='Form.Email']")!.GetAttribute("value"));
        Assert.Equal("Asha", page.QuerySelector("[name='Form.Name']")!.GetAttribute("value"));
        Assert.Equal(2, page.QuerySelectorAll("[data-errors] a").Length);
    }

    [Fact]
    public async Task A_citizen_takes_home_their_data()
    {
        var browser = await app.Citizen("home@example.in", "9847030002");

        var data = await Browser.Json(await browser.Get("/api/v1/account/export"));

        Assert.Equal("home@example.in", data.GetProperty("account").GetProperty("email").GetString());
        Assert.Equal(1, data.GetProperty("account").GetProperty("sessions").GetArrayLength());
    }

    [Theory]
    [InlineData("/account/sign-in")]
    [InlineData("/account/register")]
    [InlineData("/office/sign-in")]
    [InlineData("/office/enrol/nothing")]
    [InlineData("/account/codes")]
    public async Task Pages_speak_every_language(string path)
    {
        foreach (var (code, _) in Languages.All)
        {
            var page = await app.Browser().Page($"{path}?lang={code}");
            Assert.Equal(code, page.DocumentElement.GetAttribute("lang"));
            Assert.Single(page.QuerySelectorAll("h1"));
            Assert.DoesNotContain("accounts.", page.Body!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nobody_signs_in_as_anybody_where_it_is_no_demonstration()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await app.Browser().Get("/demo/sign-in")).StatusCode);
        await Assert.ThrowsAsync<Refusal>(() => app.Read(services =>
            services.GetRequiredService<OpenSeva.Accounts.Demo.DemoSignIn>().As($"staff/{Guid.CreateVersion7():N}", new Microsoft.AspNetCore.Http.DefaultHttpContext(), default)));
    }
}

/// <summary>The demonstration's offices and people, and nothing else of it.</summary>
public sealed class StaffedApp : AccountsApp
{
    protected override async Task Prepare()
    {
        await Services.GetRequiredService<Marks>().MakeDemonstration(default);
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Actor = Actor.System;
        foreach (var step in scope.ServiceProvider.GetServices<IDemoStep>().Where(step => step.Order <= 20).OrderBy(step => step.Order)) await step.Load(default);
    }
}

/// <summary>Acting from a post, among the demonstration's people.</summary>
public sealed class PostTests(StaffedApp app) : IClassFixture<StaffedApp>
{
    [Fact]
    public async Task A_citizen_of_the_demonstration_is_signed_in_by_a_click()
    {
        var browser = app.Browser();
        var page = await browser.Page("/demo/sign-in");
        var answer = await browser.Submit("/demo/sign-in", page, "as", ("Form.Value", $"citizen/{DemoCitizens.Meera:N}"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("Meera Thomas", (await Browser.Json(await browser.Get("/api/v1/account"))).GetProperty("name").GetString());
        Assert.True(page.QuerySelectorAll("button[name='Form.Value']").Length > 100);
    }

    [Fact]
    public async Task An_officer_acts_from_the_posts_they_hold_and_from_no_other()
    {
        var (staff, posts) = await Somebody(seats => seats.Count > 1);
        var browser = app.Browser();
        await browser.Submit("/demo/sign-in", await browser.Page("/demo/sign-in"), "as", ("Form.Value", $"staff/{staff:N}/{posts[0]:N}"));

        var choices = (await Browser.Json(await browser.Get("/api/v1/account/posts"))).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(posts.Order(), choices.Select(choice => choice.GetProperty("postId").GetGuid()).Order());
        Assert.Equal(posts[0], choices.Single(choice => choice.GetProperty("isCurrent").GetBoolean()).GetProperty("postId").GetGuid());

        Assert.Equal(HttpStatusCode.NoContent, (await browser.Api(HttpMethod.Put, "post", new { postId = posts[1] })).StatusCode);
        choices = [.. (await Browser.Json(await browser.Get("/api/v1/account/posts"))).GetProperty("items").EnumerateArray()];
        Assert.Equal(posts[1], choices.Single(choice => choice.GetProperty("isCurrent").GetBoolean()).GetProperty("postId").GetGuid());

        var (_, others) = await Somebody(seats => seats.Count is 1);
        Assert.Equal(HttpStatusCode.Conflict, (await browser.Api(HttpMethod.Put, "post", new { postId = others[0] })).StatusCode);
    }

    [Fact]
    public async Task The_rooms_know_the_staff_by_name()
    {
        var (staff, _) = await Somebody(seats => seats.Count is 1);

        var names = await app.Read(services => services.GetRequiredService<IAccounts>().StaffNames([staff], default));
        var card = await app.Read(services => services.GetRequiredService<IAccounts>().Staff(staff, default));

        Assert.Equal(card!.Name, names[staff]);
    }

    private Task<(Guid Staff, List<Guid> Posts)> Somebody(Func<IReadOnlyList<SeatCard>, bool> fits) => app.Read(async services =>
    {
        var today = DateOnly.FromDateTime(app.Clock.GetUtcNow().UtcDateTime);
        foreach (var card in await services.GetRequiredService<IAccounts>().StaffOf(null, default))
        {
            var seats = await services.GetRequiredService<IDirectory>().PostsOf(card.Id, today, default);
            if (fits(seats)) return (card.Id, seats.Select(seat => seat.PostId).ToList());
        }

        throw new InvalidOperationException("The demonstration has nobody like that.");
    });
}

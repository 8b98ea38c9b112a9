using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Desk;
using OpenSeva.Kernel;
using OpenSeva.Tests.Clock;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Desk;

/// <summary>What an officer sees waiting.</summary>
public sealed class InboxTests(OfficeApp app) : IClassFixture<OfficeApp>
{
    [Fact]
    public async Task What_is_due_first_is_on_top_and_what_has_no_limit_comes_last()
    {
        var actor = OfficeApp.At(app.Tahsildar);
        await Place(app.Tahsildar, "A-1", "First", null);
        await Place(app.Tahsildar, "A-2", "Second", OfficeApp.Kolkata(12, 2, 17));
        await Place(app.Tahsildar, "A-3", "Third", OfficeApp.Kolkata(11, 2, 17));

        var inbox = await Read(actor, "");

        Assert.Equal(["A-3", "A-2", "A-1"], Numbers(inbox));
        Assert.Equal((3, 1), ((int)inbox["waiting"]!, (int)inbox["late"]!));
    }

    [Fact]
    public async Task Pages_follow_one_another_without_gap_or_repetition()
    {
        var actor = OfficeApp.At(app.VillageClerk);
        for (var i = 0; i < 23; i++)
            await Place(app.VillageClerk, $"P-{i}", "Someone", i % 3 is 0 ? null : OfficeApp.Kolkata(12, 1 + (i % 4), 17), app.Village);

        var seen = new List<string>();
        for (string? after = ""; after is not null;)
        {
            var page = await Read(actor, $"?limit=5{(after.Length is 0 ? "" : $"&after={after}")}");
            seen.AddRange(Numbers(page));
            after = (string?)page["next"];
        }

        Assert.Equal(23, seen.Distinct().Count());
        Assert.Equal(23, seen.Count);
    }

    [Theory]
    [InlineData("ലക്ഷ്മി", 1)]
    [InlineData("krishnan nair", 1)]
    [InlineData("NAIR", 2)]
    [InlineData("s-100%", 1)]
    [InlineData("s-1002", 0)]
    [InlineData("nobody", 0)]
    public async Task Searching_finds_numbers_and_names_in_any_script(string words, int found)
    {
        var post = Guid.CreateVersion7();
        var actor = OfficeApp.At(post);
        await Place(post, "S-1001", "ലക്ഷ്മി", null);
        await Place(post, "S-100%", "Krishnan Nair", null);
        await Place(post, "S-1003", "Raman Nair", null);

        Assert.Equal(found, Numbers(await Read(actor, $"?q={Uri.EscapeDataString(words)}")).Count());
    }

    [Fact]
    public async Task The_office_view_shows_the_colleagues_desks_and_not_ones_own()
    {
        await Place(app.Clerk, "O-mine", "Someone", null);
        await Place(app.SecondClerk, "O-theirs", "Someone", null);

        var office = Numbers(await Read(OfficeApp.At(app.Clerk), "?scope=office&limit=100"));

        Assert.Contains("O-theirs", office);
        Assert.DoesNotContain("O-mine", office);
        Assert.DoesNotContain(office, number => number.StartsWith("P-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Taking_over_is_offered_where_the_roles_meet()
    {
        await Place(app.SecondClerk, "T-clerk", "Someone", null);
        var tahsildars = await Place(app.Tahsildar, "T-tahsildar", "Someone", null);
        var actor = OfficeApp.At(app.Clerk);

        var office = (await Read(actor, "?scope=office&limit=100&q=t-"))["items"]!.AsArray().ToDictionary(item => (string)item!["number"]!, item => (bool)item!["mayClaim"]!);
        Assert.Equal((true, false), (office["T-clerk"], office["T-tahsildar"]));

        var browser = new Browser(app.Client(actor));
        await browser.Open("/office/inbox?scope=office&q=t-");
        var offered = Assert.Single(browser.Document.Forms, form => form.Action.EndsWith("/office/inbox/claims", StringComparison.Ordinal));
        Assert.Contains("T-clerk", offered.TextContent + offered.QuerySelector("button")!.GetAttribute("aria-label"), StringComparison.Ordinal);
        await app.Run(async services =>
        {
            await services.GetRequiredService<IDesk>().Close(tahsildars, default);
            return true;
        });
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=1000")]
    [InlineData("?after=nonsense")]
    [InlineData("?scope=everything")]
    public async Task A_question_that_makes_no_sense_is_a_bad_request(string query)
    {
        using var answer = await app.Client(OfficeApp.At(app.Clerk)).GetAsync(new Uri($"/api/v1/desk/inbox{query}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Without_a_post_there_is_no_inbox()
    {
        var citizen = new Actor(ActorKind.Citizen, Guid.CreateVersion7(), null, null, []);
        using var answer = await app.Client(citizen).GetAsync(new Uri("/api/v1/desk/inbox", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task The_page_shows_each_item_with_its_way_in()
    {
        var post = Guid.CreateVersion7();
        await Place(post, "W-7", "Krishnan & Sons", OfficeApp.Kolkata(11, 17, 17));

        var page = await app.Client(OfficeApp.At(post)).GetStringAsync(new Uri("/office/inbox", UriKind.Relative));

        Assert.Contains("<a href=\"/office/cases/W-7\">W-7</a>", page, StringComparison.Ordinal);
        Assert.Contains("Krishnan &amp; Sons", page, StringComparison.Ordinal);
    }

    private async Task<JsonObject> Read(Actor actor, string query) =>
        (await app.Client(actor).GetFromJsonAsync<JsonObject>(new Uri($"/api/v1/desk/inbox{query}", UriKind.Relative)))!;

    private static IEnumerable<string> Numbers(JsonObject inbox) => inbox["items"]!.AsArray().Select(item => (string)item!["number"]!);

    private async Task<Guid> Place(Guid post, string number, string title, DateTimeOffset? due, Guid? office = null)
    {
        var reference = Guid.CreateVersion7();
        var item = new NewItem(
            "application", reference, $"case/{reference:N}", number, title, "income", "revenue", office ?? app.Taluk, post, "scrutiny", due, $"/office/cases/{number}");
        return await app.Run(services => services.GetRequiredService<IDesk>().Place(item, default));
    }
}

using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Desk;
using OpenSeva.Desk;
using OpenSeva.Tests.Clock;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Desk;

/// <summary>What a desk sent on or decided is found again.</summary>
public sealed class PassedTests(OfficeApp app) : IClassFixture<OfficeApp>
{
    [Fact]
    public async Task What_was_sent_on_is_listed_newest_first_until_it_comes_back()
    {
        var (first, second) = (await Place("SO-1", "Lakshmi"), await Place("SO-2", "Mariam"));
        await Move(first, app.Clerk, app.Tahsildar);
        await Move(second, app.Clerk, app.Tahsildar);
        Assert.Equal(["SO-2", "SO-1"], await Numbers(app.Clerk));

        await Move(second, app.Tahsildar, app.Clerk);
        Assert.Equal(["SO-1"], await Numbers(app.Clerk));
        Assert.Equal(["SO-2"], await Numbers(app.Tahsildar));

        await Move(second, app.Clerk, app.SecondClerk);
        Assert.Equal(["SO-2", "SO-1"], await Numbers(app.Clerk));
        Assert.Empty(await Numbers(app.SecondClerk));
    }

    [Fact]
    public async Task A_line_leads_to_the_thing_and_says_where_it_is_or_that_it_is_done()
    {
        var (there, done) = (await Place("SW-1", "Krishnan & Sons", app.VillageClerk), await Place("SW-2", "Raman", app.VillageClerk));
        await Move(there, app.VillageClerk, app.Tahsildar);
        await Act(desk => desk.Close(done, default), app.VillageClerk);

        var browser = new Browser(app.Client(OfficeApp.At(app.VillageClerk)));
        await browser.Open("/office/inbox?scope=passed");
        var rows = browser.Document.QuerySelectorAll("tbody tr").ToDictionary(row => row.QuerySelector("a")!.TextContent);
        Assert.Equal("/office/cases/SW-1", rows["SW-1"].QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("Tahsildar, Taluk office", rows["SW-1"].TextContent, StringComparison.Ordinal);
        Assert.Contains("Done", rows["SW-2"].TextContent, StringComparison.Ordinal);

        await browser.Open("/office/inbox?scope=passed&q=sons");
        Assert.Equal(["SW-1"], browser.Document.QuerySelectorAll("tbody a").Select(link => link.TextContent));
        await browser.Open("/office/inbox?scope=passed&q=nobody");
        Assert.Contains("Nothing that was sent on fits these words", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_follow_one_another_without_gap_or_repetition()
    {
        var post = Guid.CreateVersion7();
        for (var i = 0; i < 7; i++)
        {
            var item = await Place($"SP-{i}", "Someone", post);
            // Two leave at the same instant.
            await Act(desk => desk.Close(item, default), post);
            if (i % 2 is 0) app.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var seen = new List<string>();
        for (string? after = ""; after is not null;)
        {
            var page = await Read(post, $"&limit=3{(after.Length is 0 ? "" : $"&after={after}")}");
            seen.AddRange(page["items"]!.AsArray().Select(item => (string)item!["number"]!));
            after = (string?)page["next"];
        }

        Assert.Equal(7, seen.Count);
        Assert.Equal("SP-6", seen[0]);
        Assert.Equal(7, seen.Distinct().Count());
    }

    [Fact]
    public async Task A_search_says_nothing_about_how_many_wait()
    {
        var post = Guid.CreateVersion7();
        await Place("SQ-1", "One", post);
        await Place("SQ-2", "Two", post);
        var browser = new Browser(app.Client(OfficeApp.At(post)));

        await browser.Open("/office/inbox");
        Assert.Contains("2 items wait.", browser.Text, StringComparison.Ordinal);
        await browser.Open("/office/inbox?q=SQ-1");
        Assert.DoesNotContain("items wait", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_desks_did_the_list_is_the_fold_of_the_movements()
    {
        var posts = new[] { app.Clerk, app.SecondClerk, app.Tahsildar, app.VillageClerk };
        var random = new Random(7);
        for (var n = 0; n < 6; n++)
        {
            var at = app.Clerk;
            var item = await Place($"SF-{n}", "Someone");
            for (var step = random.Next(9); step > 0; step--)
            {
                var to = posts[random.Next(posts.Length)];
                await Move(item, at, to);
                at = to;
            }

            if (n % 2 is 0) await Act(desk => desk.Close(item, default), at);

            var (kept, movements) = await app.Read(async services =>
            {
                var db = services.GetRequiredService<DeskDb>();
                return (await db.Passed.Where(one => one.ItemId == item).ToListAsync(), await db.Movements.Where(one => one.ItemId == item).ToListAsync());
            });
            Assert.Equal(PassedItem.Fold(movements).OrderBy(one => one.Key), kept.Select(one => KeyValuePair.Create(one.PostId, one.At)).OrderBy(one => one.Key));
        }
    }

    private async Task<Guid> Place(string number, string title, Guid? post = null)
    {
        var reference = Guid.CreateVersion7();
        var item = new NewItem("letter", reference, $"case/{reference:N}", number, title, "income", "revenue", app.Taluk, post ?? app.Clerk, "scrutiny", null, $"/office/cases/{number}");
        return await app.Run(services => services.GetRequiredService<IDesk>().Place(item, default));
    }

    private async Task Move(Guid item, Guid from, Guid to)
    {
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await Act(desk => desk.Move(item, to, "approval", null, default), from);
    }

    private Task<int> Act(Func<IDesk, Task> act, Guid post) => app.Run(async services =>
    {
        await act(services.GetRequiredService<IDesk>());
        return 0;
    }, OfficeApp.At(post));

    private async Task<IEnumerable<string>> Numbers(Guid post) =>
        [.. (await Read(post, "&q=so-"))["items"]!.AsArray().Select(item => (string)item!["number"]!)];

    private async Task<JsonObject> Read(Guid post, string query) =>
        (await app.Client(OfficeApp.At(post)).GetFromJsonAsync<JsonObject>(new Uri($"/api/v1/desk/inbox?scope=passed{query}", UriKind.Relative)))!;
}

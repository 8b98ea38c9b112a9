using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Directory;
using OpenSeva.Directory;
using OpenSeva.Kernel;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Directory;

/// <summary>Many proposed charges wait at once, as after a general transfer.</summary>
public sealed class ProposalListTests(TwoAdministratorsApp app) : IClassFixture<TwoAdministratorsApp>
{
    private const int Many = 23;

    [Fact]
    public async Task Many_proposals_come_page_by_page_each_once_and_the_overview_counts_them()
    {
        var second = app.Administrator with { Id = app.Staff.All[1].Id };
        var client = app.Client(second);
        var proposed = new List<Guid>();
        for (var n = 0; n < Many; n++) proposed.Add(await Propose($"LIST-{n}"));

        var seen = new List<Guid>();
        for (var next = ""; next is not null;)
        {
            var page = (await client.GetFromJsonAsync<JsonObject>($"/api/v1/directory/proposals?limit=5{(next.Length is 0 ? "" : $"&after={next}")}"))!;
            seen.AddRange(page["items"]!.AsArray().Select(item => (Guid)item!["id"]!));
            next = (string?)page["next"];
        }

        Assert.Equal(proposed.Order(), seen);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, (await client.GetAsync("/api/v1/directory/proposals?after=nonsense")).StatusCode);
        var browser = new Browser(client);
        await browser.Open("/admin/directory");
        Assert.Equal(Many.ToString(System.Globalization.CultureInfo.InvariantCulture), browser.Document.QuerySelector("a[href='/admin/directory/proposals']")!.ParentElement!.ParentElement!.QuerySelector("p.soft")!.TextContent.Trim());

        await browser.Open("/admin/directory/proposals");
        Assert.Equal(20, browser.Document.QuerySelectorAll("form [name=proposal]").Length);
        await browser.Open(browser.Document.QuerySelector("nav.pager a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(Many - 20, browser.Document.QuerySelectorAll("form [name=proposal]").Length);
        await browser.Submit($"decision-{seen[^1]:N}", ("act", "turn-down"));
        Assert.Contains("Give the order or the reason", browser.Text, StringComparison.Ordinal);
        await browser.Submit($"decision-{seen[^1]:N}", ("act", "confirm"));
        Assert.Contains("Confirmed.", browser.Text, StringComparison.Ordinal);
    }

    private async Task<Guid> Propose(string code)
    {
        var post = (await app.Run(async sp => await sp.GetRequiredService<KeepPost>().Create(
            new(code, new("Keeper"), (await sp.GetRequiredService<LiveDirectory>().Today(default)).Offices.Values.First(office => office.Code == "TVM-COL").Id, ["record-keeper"], ["D565"], "G.O. 61"), default), app.Administrator)).Key;
        return (await app.Run(sp => sp.GetRequiredService<Seat>().Propose(post, new(app.Staff.All[6].Id, ChargeKind.AdditionalCharge, "G.O. 60"), default), app.Administrator)).Id;
    }
}

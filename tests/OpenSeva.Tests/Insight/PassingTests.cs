using System.Text.Json;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Cases;
using OpenSeva.Insight.Facts;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.Insight;

/// <summary>
/// Two offices of one department. Of three applications received in the first last month, one was sent on to the second
/// and decided there, one came back once more, and one stayed; all this month.
/// </summary>
public sealed class PassingApp : SevaApp
{
    public static readonly Guid Village = new("0199aaaa-0000-7000-8000-000000000001"), Taluk = new("0199aaaa-0000-7000-8000-000000000002");
    private static readonly Guid Clerk = new("0199aaaa-0000-7000-8000-000000000011"), Tahsildar = new("0199aaaa-0000-7000-8000-000000000012");

    protected override async Task Prepare()
    {
        var now = Clock.GetUtcNow();
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Actor = Actor.System;
        var ears = scope.ServiceProvider.GetRequiredService<HearCases>();
        var cases = Enumerable.Range(1, 3).Select(n => (Id: Guid.CreateVersion7(), Number: $"INC/{n}")).ToList();
        foreach (var (id, number) in cases)
            await ears.Handle(new CaseSubmitted(id, number, "income", 1, "rev", Village, Clerk, Guid.Empty, now.AddMonths(-1), now.AddDays(5)), default);
        var (decided, returned) = (cases[0], cases[1]);
        await ears.Handle(Moved(decided, Taluk, Tahsildar, now.AddHours(-5)), default);
        await ears.Handle(Moved(returned, Taluk, Tahsildar, now.AddHours(-4)), default);
        await ears.Handle(Moved(returned, Village, Clerk, now.AddHours(-3)), default);
        await ears.Handle(new CaseDecided(
            decided.Id, decided.Number, "income", 1, "rev", Taluk, Tahsildar, Guid.Empty, Guid.Empty, true, now.AddHours(-2), now.AddDays(5), true, null), default);
    }

    private static CaseMoved Moved((Guid Id, string Number) file, Guid office, Guid post, DateTimeOffset at) =>
        new(file.Id, file.Number, "income", "rev", Guid.Empty, office, post, "stage", Guid.Empty, at, at.AddDays(9));
}

public sealed class PassingTests(PassingApp app) : IClassFixture<PassingApp>
{
    [Theory]
    [InlineData("month", new[] { 3, 0, 1, 0, 0, 2, 2 }, new[] { 0, 0, 2, 1, 0, 1, 0 })]
    [InlineData("twelve", new[] { 0, 3, 1, 0, 0, 2, 2 }, new[] { 0, 0, 2, 1, 0, 1, 0 })]
    [InlineData("last", new[] { 0, 3, 0, 0, 0, 0, 3 }, null)]
    public async Task An_office_s_line_adds_up_with_what_was_passed_on(string period, int[] village, int[]? taluk)
    {
        var board = await Json($"/api/v1/insight/board?department=rev&period={period}");
        int[]? Line(Guid office) => board.GetProperty("lines").EnumerateArray().Where(line => line.GetProperty("scope").GetProperty("office").GetGuid() == office)
            .Select(line => line.GetProperty("figures")).Select(figures => (int[]?)
                [.. new[] { "broughtForward", "received", "passedIn", "disposed", "withdrawn", "passedOut", "carriedForward" }.Select(name => figures.GetProperty(name).GetInt32())]).SingleOrDefault();

        Assert.Equal(village, Line(PassingApp.Village));
        Assert.Equal(taluk, Line(PassingApp.Taluk));
    }

    [Fact]
    public async Task What_was_passed_is_listed_each_time_and_page_by_page()
    {
        var seen = new List<string?>();
        for (var next = ""; next is not null;)
        {
            var page = await Json($"/api/v1/insight/cases?what=passed-in&department=rev&office={PassingApp.Taluk}&limit=1{(next.Length is 0 ? "" : $"&after={next}")}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(line => line.GetProperty("number").GetString()));
            Assert.All(page.GetProperty("items").EnumerateArray(), line => Assert.Equal(JsonValueKind.String, line.GetProperty("passedAt").ValueKind));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(["INC/2", "INC/1"], seen);
    }

    [Theory]
    [InlineData("carried-forward", "", new[] { "INC/2", "INC/3" })]
    [InlineData("brought-forward", "", new[] { "INC/1", "INC/2", "INC/3" })]
    [InlineData("carried-forward", "&post=0199aaaa-0000-7000-8000-000000000011", new[] { "INC/2", "INC/3" })]
    [InlineData("carried-forward", "&post=0199aaaa-0000-7000-8000-000000000012", new string[0])]
    public async Task What_a_place_held_is_listed_page_by_page_however_it_came(string what, string desk, string[] expected)
    {
        var seen = new List<string?>();
        for (var next = ""; next is not null;)
        {
            var page = await Json($"/api/v1/insight/cases?what={what}&period=month&department=rev&office={PassingApp.Village}{desk}&limit=1{(next.Length is 0 ? "" : $"&after={next}")}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(line => line.GetProperty("number").GetString()));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(expected, seen.Order());
    }

    [Theory]
    [InlineData("/office/insight?department=rev")]
    [InlineData("/office/insight?department=rev&period=month")]
    [InlineData("/office/insight?department=rev&period=last")]
    [InlineData("/office/insight?department=rev&office=0199aaaa-0000-7000-8000-000000000001")]
    public async Task Every_number_leads_to_as_many_rows_and_the_sum_is_explained(string address)
    {
        var client = app.Client(BoardApp.Head(null));
        var board = new HtmlParser().ParseDocument(await client.GetStringAsync(address));

        Assert.Contains("Brought forward + received + passed in", board.Body!.TextContent, StringComparison.Ordinal);
        foreach (var link in board.QuerySelectorAll("td a[href*='/office/insight/cases']"))
        {
            var rows = new HtmlParser().ParseDocument(await client.GetStringAsync(link.GetAttribute("href")!));
            Assert.Equal(link.TextContent.Trim(), rows.QuerySelectorAll("tbody tr").Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private async Task<JsonElement> Json(string address) => JsonDocument.Parse(await app.Client(BoardApp.Head(null)).GetStringAsync(address)).RootElement;
}

using System.Net;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Cases;
using OpenSeva.Insight.Facts;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.Insight;

/// <summary>A state with three applications: one late at its desk, one decided in time, one of another department.</summary>
public sealed class BoardApp : SevaApp
{
    public static readonly Guid Office = new("0199aaaa-0000-7000-8000-000000000001");
    public static readonly Guid Desk = new("0199aaaa-0000-7000-8000-000000000002");
    private static readonly Guid Late = Guid.CreateVersion7(), Timely = Guid.CreateVersion7(), Other = Guid.CreateVersion7();

    protected override async Task Prepare()
    {
        var now = Clock.GetUtcNow();
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Actor = Actor.System;
        var ears = scope.ServiceProvider.GetRequiredService<HearCases>();
        await ears.Handle(Sent(Late, "INC/1", "rev", now.AddDays(-30), now.AddDays(-2)), default);
        await ears.Handle(Sent(Timely, "INC/2", "rev", now.AddDays(-9), now.AddDays(2)), default);
        await ears.Handle(Sent(Other, "TRL/1", "lsg", now.AddDays(-3), now.AddDays(9)), default);
        await ears.Handle(new CaseDecided(
            Timely, "INC/2", "income", 1, "rev", Office, Desk, Guid.Empty, Guid.Empty, true, now.AddDays(-1), now.AddDays(2), true, null), default);
    }

    public static Actor Head(string? department) => new(ActorKind.Staff, Guid.CreateVersion7(), null, department, [Grant.DepartmentHead]);

    private static CaseSubmitted Sent(Guid id, string number, string department, DateTimeOffset at, DateTimeOffset due) =>
        new(id, number, "income", 1, department, Office, Desk, Guid.Empty, at, due);
}

/// <summary>More departments than the chart has room for.</summary>
public sealed class CrowdedBoardTests(SevaApp app) : IClassFixture<SevaApp>
{
    [Fact]
    public async Task The_chart_of_what_waits_says_that_it_shows_the_first_lines_only()
    {
        var (ears, now) = (0, app.Clock.GetUtcNow());
        for (; ears < 8; ears++) await Hear(ears);
        Assert.DoesNotContain("the first 8 of", await Page(), StringComparison.Ordinal);

        await Hear(ears);

        Assert.Contains("the first 8 of 9", await Page(), StringComparison.Ordinal);

        Task<bool> Hear(int n) => app.Read(async services =>
        {
            await services.GetRequiredService<HearCases>().Handle(
                new CaseSubmitted(Guid.CreateVersion7(), $"N/{n}", "income", 1, $"dep-{n}", BoardApp.Office, BoardApp.Desk, Guid.Empty, now.AddDays(-3), now.AddDays(9)), default);
            return true;
        });

        Task<string> Page() => app.Client(BoardApp.Head(null)).GetStringAsync(new Uri("/office/insight", UriKind.Relative));
    }
}

public sealed class BoardTests(BoardApp app) : IClassFixture<BoardApp>
{
    [Fact]
    public async Task The_board_counts_the_whole_state_for_who_belongs_to_no_department()
    {
        var board = await Json("/api/v1/insight/board", BoardApp.Head(null));
        var total = board.GetProperty("total");

        Assert.Equal([3, 1, 1, 2, 1], Read(total, "received", "disposed", "within", "pending", "beyond"));
        Assert.Equal(["rev", "lsg"], board.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("scope").GetProperty("department").GetString()));
        Assert.Equal(12, board.GetProperty("trend").GetArrayLength());
        Assert.Equal(8, board.GetProperty("medianDays").GetInt32());
    }

    [Fact]
    public async Task A_head_sees_the_own_department_only()
    {
        var own = await Json("/api/v1/insight/board", BoardApp.Head("rev"));
        var other = await app.Client(BoardApp.Head("rev")).GetAsync("/api/v1/insight/board?department=lsg");
        var rows = await app.Client(BoardApp.Head("rev")).GetAsync("/api/v1/insight/cases?what=pending&department=lsg");

        Assert.Equal([2, 1], Read(own.GetProperty("total"), "received", "pending"));
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, rows.StatusCode);
    }

    [Fact]
    public async Task Behind_a_number_stand_its_rows()
    {
        var late = await Json("/api/v1/insight/cases?what=beyond", BoardApp.Head(null));
        var row = Assert.Single(late.GetProperty("items").EnumerateArray());

        Assert.Equal("INC/1", row.GetProperty("number").GetString());
        Assert.Equal(BoardApp.Desk, row.GetProperty("postId").GetGuid());
        Assert.Equal(JsonValueKind.Null, late.GetProperty("next").ValueKind);
    }

    [Theory]
    [InlineData("/api/v1/insight/board?period=century")]
    [InlineData("/api/v1/insight/board?office=0199aaaa-0000-7000-8000-000000000001")]
    [InlineData("/api/v1/insight/board?office=nonsense")]
    [InlineData("/api/v1/insight/cases?what=everything")]
    [InlineData("/api/v1/insight/cases?what=pending&after=zzz")]
    public async Task A_question_that_makes_no_sense_is_a_bad_request(string address) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Client(BoardApp.Head(null)).GetAsync(address)).StatusCode);

    [Fact]
    public async Task Whoever_heads_nothing_sees_no_board()
    {
        var officer = new Actor(ActorKind.Staff, Guid.CreateVersion7(), Guid.CreateVersion7(), "rev", []);
        var address = "/api/v1/insight/board";

        Assert.Equal(HttpStatusCode.Forbidden, (await app.Client(officer).GetAsync(address)).StatusCode);
        Assert.Contains((await app.Client().GetAsync(address)).StatusCode, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden });
    }

    [Fact]
    public async Task Every_number_on_the_page_leads_to_as_many_rows()
    {
        var client = app.Client(BoardApp.Head(null));
        var parser = new HtmlParser();
        var board = parser.ParseDocument(await client.GetStringAsync("/office/insight"));
        var links = board.QuerySelectorAll("a[href*='/office/insight/cases']").ToList();
        Assert.NotEmpty(links);
        foreach (var link in links)
        {
            var rows = parser.ParseDocument(await client.GetStringAsync(link.GetAttribute("href")!));

            Assert.Equal(link.TextContent.Trim(), rows.QuerySelectorAll("tbody tr").Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private async Task<JsonElement> Json(string address, Actor actor)
    {
        var answer = await app.Client(actor).GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    private static IEnumerable<int> Read(JsonElement numbers, params string[] names) => names.Select(name => numbers.GetProperty(name).GetInt32());
}

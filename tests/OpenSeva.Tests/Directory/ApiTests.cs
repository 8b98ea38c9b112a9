using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Directory;

namespace OpenSeva.Tests.Directory;

/// <summary>The directory over the API.</summary>
public sealed class ApiTests(OfficeApp app) : IClassFixture<OfficeApp>
{
    private const string Root = "/api/v1/directory";

    [Fact]
    public async Task Anyone_reads_the_areas_and_a_second_time_they_are_not_sent_again()
    {
        var client = app.Client();
        var first = await client.GetAsync($"{Root}/units?parent=T5601");
        var units = (await first.Content.ReadFromJsonAsync<JsonObject>())!["items"]!.AsArray();
        Assert.Equal(["V627001", "V627002", "V627003"], units.Select(unit => (string)unit!["code"]!).Order());
        Assert.Equal("എറണാകുളം", (string)units.Single(unit => (string)unit!["code"]! == "V627001")!["name"]!["ml"]!);

        var again = new HttpRequestMessage(HttpMethod.Get, $"{Root}/units?parent=T5601");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task Who_sits_where_is_for_staff_and_changing_it_for_administrators()
    {
        var office = await OfficeId("EKM-T1");
        Assert.False((await app.Client().GetAsync($"{Root}/offices/{office}")).IsSuccessStatusCode);

        var officer = app.Administrator with { Grants = [] };
        Assert.Equal("EKM-T1-TAH", (string)(await app.Client(officer).GetFromJsonAsync<JsonObject>($"{Root}/offices/{office}"))!["posts"]![0]!["code"]!);
        Assert.Equal("EKM-T1-TAH", (string)(await app.Client(officer).GetFromJsonAsync<JsonObject>($"{Root}/route?role=tahsildar&unit=V627001"))!["code"]!);
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(HttpMethod.Put, $"{Root}/departments/x", new { name = new { en = "X" }, reason = "r" }, officer)).StatusCode);
    }

    [Fact]
    public async Task An_edit_with_an_old_tag_is_refused_and_changes_nothing()
    {
        var body = new { name = new { en = "Fire" }, reason = "Order" };
        var first = await Send(HttpMethod.Put, $"{Root}/departments/fire-rescue", body, app.Administrator);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);

        var stale = await Send(HttpMethod.Put, $"{Root}/departments/fire-rescue", body, app.Administrator, tag: "\"1\"");

        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal("urn:openseva:refusal:request.stale", (string)(await stale.Content.ReadFromJsonAsync<JsonObject>())!["type"]!);
    }

    [Fact]
    public async Task The_same_request_sent_twice_opens_one_office()
    {
        var body = new { code = "WYD-COL", name = new { en = "Collectorate, Wayanad" }, department = "revenue", unit = "D567", calendar = "kerala", reason = "G.O. 30" };
        var first = await Send(HttpMethod.Post, $"{Root}/offices", body, app.Administrator, key: "open-wayanad");
        var second = await Send(HttpMethod.Post, $"{Root}/offices", body, app.Administrator, key: "open-wayanad");

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal("directory.code-taken", Code(await Send(HttpMethod.Post, $"{Root}/offices", body, app.Administrator)));
    }

    [Theory]
    [InlineData("""{"name":{"en":"X"}}""")]
    [InlineData("""{"name":{"en":"X"},"reason":""}""")]
    [InlineData("""{"name":{"en":"X"},"reason":"r","from":"2026-02-31"}""")]
    [InlineData("""{"name":{"en":"X"},"reason":"r","colour":"red"}""")]
    [InlineData("""{"name":{"en":"X"},"reason":"r","reason":"s"}""")]
    public async Task Bad_input_is_a_precise_400_and_changes_nothing(string json)
    {
        var before = await Number();
        var request = new HttpRequestMessage(HttpMethod.Put, $"{Root}/departments/nothing") { Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        request.Headers.Add("If-None-Match", "*");
        var answer = await app.Client(app.Administrator).SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(before, await Number());
    }

    [Fact]
    public async Task The_book_is_read_newest_first_page_by_page()
    {
        var client = app.Client(app.Administrator);
        var page = (await client.GetFromJsonAsync<JsonObject>($"{Root}/changes?limit=5"))!;
        var next = (await client.GetFromJsonAsync<JsonObject>($"{Root}/changes?limit=5&after={(string)page["next"]!}"))!;

        var numbers = page["items"]!.AsArray().Concat(next["items"]!.AsArray()).Select(item => (long)item!["number"]!).ToList();
        Assert.Equal(numbers.OrderDescending(), numbers);
        Assert.Equal(10, numbers.Distinct().Count());
        Assert.NotNull(next["items"]!.AsArray().First()!["content"]);
    }

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, object body, OpenSeva.Kernel.Actor actor, string? tag = null, string? key = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.CreateVersion7().ToString());
        if (method == HttpMethod.Put) request.Headers.Add("If-Match", tag ?? "*");
        return await app.Client(actor).SendAsync(request);
    }

    private static string Code(HttpResponseMessage answer) =>
        ((string)answer.Content.ReadFromJsonAsync<JsonObject>().GetAwaiter().GetResult()!["type"]!).Replace("urn:openseva:refusal:", "", StringComparison.Ordinal);

    private async Task<Guid> OfficeId(string code) => (await Live()).Offices.Values.Single(office => office.Code == code).Id;

    private async Task<long> Number() => (await Live()).Book.Number;

    private async Task<DirectoryDay> Live() => await app.Services.GetRequiredService<LiveDirectory>().Today(default);
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OpenSeva.Tests.Cases;

namespace OpenSeva.Tests.Api;

/// <summary>A request sent again is answered again; another one under its key, or on an older version, is refused and changes nothing.</summary>
public sealed class RepetitionTests(CaseApp app) : IClassFixture<CaseApp>
{
    [Fact]
    public async Task Another_body_under_a_used_key_is_refused_and_changes_nothing()
    {
        var citizen = app.As(CaseApp.Citizen());
        var first = await citizen.TryPost("/api/v1/drafts", new { service = "old-age-pension" }, key: "begin");
        var again = await citizen.TryPost("/api/v1/drafts", new { service = "old-age-pension" }, key: "begin");
        var other = await citizen.TryPost("/api/v1/drafts", new { service = "trade-licence" }, key: "begin");

        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal("urn:openseva:refusal:request.key-reused", await Type(other));
        Assert.Single((await citizen.Get("/api/v1/drafts"))["items"]!.AsArray());
    }

    [Fact]
    public async Task The_same_edit_sent_again_is_answered_again_though_its_version_is_older_by_now()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = (await citizen.Post("/api/v1/drafts", new { service = "old-age-pension" }))["id"]!.GetValue<Guid>();
        var tag = (await citizen.Try(HttpMethod.Get, $"/api/v1/drafts/{id}")).Headers.ETag!.Tag;
        var path = $"/api/v1/drafts/{id}/pages/payment";

        var first = await citizen.Try(HttpMethod.Put, path, Body("home"), tag, "edit");
        var again = await citizen.Try(HttpMethod.Put, path, Body("home"), tag, "edit");
        var stale = await citizen.Try(HttpMethod.Put, path, Body("bank"), tag, "another");

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal("urn:openseva:refusal:request.stale", await Type(stale));
        Assert.Equal("home", (string)(await citizen.Get($"/api/v1/drafts/{id}"))["answers"]!["pay-by"]!);
    }

    [Fact]
    public async Task Who_is_not_signed_in_gets_no_answer_that_was_given_to_another()
    {
        var one = await Ask("Phone of one", "same");
        var again = await Ask("Phone of one", "same");
        var other = await Ask("Phone of another", "same");

        Assert.Equal(one, again);
        Assert.NotEqual(one, other);

        async Task<string> Ask(string browser, string key)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/account/sessions") { Content = JsonContent.Create(new { name = "nobody@example.in" }) };
            request.Headers.Add("Idempotency-Key", key);
            request.Headers.TryAddWithoutValidation("User-Agent", browser);
            var answer = await app.Client().SendAsync(request);
            Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
            return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["ticket"]!;
        }
    }

    [Fact]
    public async Task A_list_goes_on_where_it_ended_when_what_was_shown_last_is_gone()
    {
        var citizen = app.As(CaseApp.Citizen());
        var ids = new List<Guid>();
        for (var n = 0; n < 5; n++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            ids.Insert(0, (await citizen.Post("/api/v1/drafts", new { service = "old-age-pension" }))["id"]!.GetValue<Guid>());
        }

        var page = await citizen.Get("/api/v1/drafts?limit=2");
        Assert.Equal(ids.Take(2), Ids(page));
        Assert.Equal(ids.Skip(2).Take(2), Ids(await citizen.Get($"/api/v1/drafts?limit=2&after={(string)page["next"]!}")));

        await citizen.Try(HttpMethod.Delete, $"/api/v1/drafts/{ids[4]}");
        Assert.Equal([ids[2], ids[3]], Ids(await citizen.Get($"/api/v1/drafts?limit=9&after={(string)page["next"]!}")));
        Assert.Null((string?)(await citizen.Get("/api/v1/drafts"))["next"]);
    }

    private static IEnumerable<Guid> Ids(JsonNode page) => page["items"]!.AsArray().Select(item => item!["id"]!.GetValue<Guid>());

    private static JsonContent Body(string payBy) => JsonContent.Create(new { answers = new JsonObject { ["pay-by"] = payBy } });

    private static async Task<string> Type(HttpResponseMessage answer) => (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["type"]!;
}

using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Accounts.Staff;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.Accounts;

/// <summary>Two tabs, two administrators: the second does not overwrite what it has not seen.</summary>
public sealed class EditTests(AccountsApp app) : IClassFixture<AccountsApp>
{
    [Fact]
    public async Task A_language_chosen_in_an_older_tab_is_refused_on_the_page_and_over_the_api()
    {
        var browser = await app.Citizen("tabs@example.in", "9400000401");
        var older = await browser.Page("/account");
        var tag = (await browser.Get("/api/v1/account")).Headers.ETag!.Tag;
        Assert.Equal(HttpStatusCode.Found, (await browser.Submit("/account", await browser.Page("/account"), "language", ("Language.Value", "ml"))).StatusCode);

        var late = await browser.Submit("/account", older, "language", ("Language.Value", "hi"));
        var stale = await Language(browser, "hi", tag);
        var unsaid = await Language(browser, "hi", null);

        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
        Assert.NotNull((await Browser.Read(late)).QuerySelector(".errors, [role=alert]"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal((HttpStatusCode)428, unsaid.StatusCode);
        var now = await browser.Get("/api/v1/account");
        Assert.Equal("ml", (await Browser.Json(now)).GetProperty("language").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await Language(browser, "pa", now.Headers.ETag!.Tag)).StatusCode);
        // A proxy that compresses weakens the tag; it names the version all the same.
        Assert.Equal(HttpStatusCode.NoContent, (await Language(browser, "en", "W/" + (await browser.Get("/api/v1/account")).Headers.ETag!.Tag)).StatusCode);
    }

    [Fact]
    public async Task A_staff_member_changed_since_is_not_changed_by_who_has_not_seen_it()
    {
        var link = await app.Read(services => services.GetRequiredService<Invite>().Administrator("Clerk", "tabs@staff.example", "revenue", default));
        Assert.NotNull(link);
        await app.Read(services => services.GetRequiredService<Invite>().Administrator("Another", "another.one@staff.example", "revenue", default));
        var administrator = app.Client(new Actor(ActorKind.Staff, Guid.CreateVersion7(), null, "it-mission", [Grant.Administrator]));
        var row = (await Browser.Json(await administrator.GetAsync(new Uri("/api/v1/admin/staff?find=tabs", UriKind.Relative)))).GetProperty("items")[0];
        var path = $"/api/v1/admin/staff/{row.GetProperty("id").GetGuid()}";
        var tag = (await administrator.GetAsync(new Uri(path, UriKind.Relative))).Headers.ETag!.Tag;

        Assert.Equal((HttpStatusCode)428, (await State(null)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await State(tag)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await State(tag)).StatusCode);

        Task<HttpResponseMessage> State(string? match)
        {
            var request = new HttpRequestMessage(HttpMethod.Put, path + "/state") { Content = System.Net.Http.Json.JsonContent.Create(new { active = false }) };
            request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString("N"));
            if (match is not null) request.Headers.TryAddWithoutValidation("If-Match", match);
            return administrator.SendAsync(request);
        }
    }

    private static Task<HttpResponseMessage> Language(Browser browser, string language, string? match)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/account/language") { Content = System.Net.Http.Json.JsonContent.Create(new { language }) };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString("N"));
        if (match is not null) request.Headers.TryAddWithoutValidation("If-Match", match);
        return browser.Send(request);
    }
}

using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenSeva.Contracts.Notices;
using OpenSeva.Kernel;
using OpenSeva.Notices;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Notices;

public sealed class InboxTests(SevaApp app) : IClassFixture<SevaApp>
{
    private readonly Guid citizen = Guid.CreateVersion7();

    [Fact]
    public async Task A_citizen_reads_messages_and_opens_what_they_lead_to()
    {
        await Tell(citizen, "INC/1", path: "/inbox?opened=yes");
        var browser = new Browser(app.Client(PayApp.Citizen(citizen)));
        await browser.Open("/inbox");
        Assert.Contains("1 unread message", browser.Text, StringComparison.Ordinal);
        Assert.Contains("Your application INC/1 for Income certificate was withdrawn.", browser.Text, StringComparison.Ordinal);

        var handler = browser.Document.QuerySelectorAll("input[name=_handler]").Select(input => input.GetAttribute("value")!).Single(name => name is not "read-all");
        await browser.Submit(handler);

        Assert.Equal("/inbox?opened=yes", browser.Path);
        Assert.DoesNotContain("unread", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_messages_are_marked_read_at_once()
    {
        await Tell(citizen, "INC/1");
        await Tell(citizen, "INC/2");
        var browser = new Browser(app.Client(PayApp.Citizen(citizen)));
        await browser.Open("/inbox");

        await browser.Submit("read-all");

        Assert.DoesNotContain("unread", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_api_pages_through_messages_newest_first()
    {
        for (var n = 1; n <= 23; n++)
        {
            await Tell(citizen, $"INC/{n}");
            if (n % 2 is 0) app.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var first = await Get("/api/v1/inbox");
        var second = await Get($"/api/v1/inbox?after={first["next"]}");

        Assert.Equal(23, (int)first["unread"]!);
        Assert.Null(second["next"]);
        var ids = first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(message => (string)message!["id"]!).ToList();
        Assert.Equal(23, ids.Distinct().Count());
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Client(PayApp.Citizen(citizen)).GetAsync(new Uri("/api/v1/inbox?after=nonsense", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Nobody_marks_another_s_message()
    {
        await Tell(citizen, "INC/1");
        var id = (string)(await Get("/api/v1/inbox"))["items"]![0]!["id"]!;
        using var mark = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/inbox/{id}/reads") { Headers = { { "Idempotency-Key", "theirs" } } };

        Assert.Equal(HttpStatusCode.NotFound, (await app.Client(PayApp.Citizen(Guid.CreateVersion7())).SendAsync(mark)).StatusCode);
        Assert.Equal(1, (int)(await Get("/api/v1/inbox"))["unread"]!);
    }

    [Fact]
    public async Task The_outbox_page_is_shut_outside_of_a_demonstration() =>
        Assert.Equal(HttpStatusCode.NotFound, (await app.Client().GetAsync(new Uri("/demo/outbox", UriKind.Relative))).StatusCode);

    [Theory, InlineData(false, HttpStatusCode.OK), InlineData(true, HttpStatusCode.NotFound)]
    public async Task The_outbox_page_of_a_demonstration_is_shut_once_letters_really_go_out(bool mails, HttpStatusCode answer)
    {
        await using var demonstration = new Mailing(mails);
        await demonstration.InitializeAsync();
        await demonstration.Services.GetRequiredService<Marks>().MakeDemonstration(default);

        Assert.Equal(answer, (await demonstration.Client().GetAsync(new Uri("/demo/outbox", UriKind.Relative))).StatusCode);
    }

    /// <summary>A program with a mail server, or without.</summary>
    private sealed class Mailing(bool mails) : SevaApp
    {
        protected override void Adjust(WebApplicationBuilder builder)
        {
            if (mails) builder.Services.Replace(ServiceDescriptor.Singleton(new NoticesSettings { Smtp = new() { Host = "127.0.0.1", Port = 2525, From = "seva@state.example" } }));
        }
    }

    private Task<bool> Tell(Guid to, string number, string? path = null) => app.Run(async services =>
    {
        await services.GetRequiredService<INotices>().Send(new(new(to, "a@example.in", "9400000000", "en"), Templates.Withdrawn, [number, "Income certificate"], Path: path), default);
        return true;
    });

    private async Task<JsonNode> Get(string path) =>
        JsonNode.Parse(await app.Client(PayApp.Citizen(citizen)).GetStringAsync(new Uri(path, UriKind.Relative)))!;
}

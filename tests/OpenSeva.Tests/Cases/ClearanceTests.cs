using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Clock;
using OpenSeva.Contracts.Desk;
using OpenSeva.Directory;
using OpenSeva.Kernel;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Cases;

/// <summary>What an office that is asked sees first, and until when it should answer.</summary>
public sealed class ClearanceTests : IAsyncLifetime
{
    private readonly CaseApp app = new();

    [Fact]
    public async Task The_office_that_was_asked_reads_so_in_the_first_box_and_is_led_to_its_form()
    {
        var (id, _) = await Licence();
        await Ask(id);
        var officer = new Browser(app.Client(await app.Officer("fire-officer", CaseApp.Ward)));

        await officer.Open($"/office/cases/{id}");

        var first = officer.Document.QuerySelector(".band .card")!;
        Assert.Contains("Your office was asked: ", first.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing now", first.TextContent, StringComparison.Ordinal);
        var target = first.QuerySelector("a.button")!.GetAttribute("href")!;
        Assert.StartsWith($"/office/cases/{id}#", target, StringComparison.Ordinal);
        Assert.NotNull(officer.Document.GetElementById(target.Split('#')[1])!.Closest("form"));

        await officer.Submit(officer.Document.QuerySelector("#clearances input[name=_handler]")!.GetAttribute("value")!, Answer(officer));
        Assert.DoesNotContain("Your office was asked: ", officer.Document.QuerySelector(".band .card")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clearance_never_ends_after_the_law_s_limit()
    {
        var (id, _) = await Licence();
        app.Clock.Set((await LawDue(id))!.Value.AddDays(-2));

        await Ask(id);

        var law = await LawDue(id);
        Assert.All(await Clearances(id), due => Assert.Equal(law, due));
        Assert.All(await Items(id), due => Assert.Equal(law, due));
    }

    [Fact]
    public async Task A_clearance_cut_short_by_the_law_follows_it_when_a_holiday_moves_it()
    {
        var (id, _) = await Licence();
        var law = (await LawDue(id))!.Value;
        app.Clock.Set(law.AddDays(-2));
        await Ask(id);

        await app.Read(services => services.GetRequiredService<DeclareHoliday>().On("kerala", new(DateOnly.FromDateTime(law.Date), new LocalText("Storm"), "Notification"), default));
        await app.Settle();

        var later = await LawDue(id);
        Assert.True(later > law, $"{later} after {law}");
        Assert.All(await Clearances(id), due => Assert.Equal(later, due));
        Assert.All(await Items(id), due => Assert.Equal(later, due));
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task A_clearance_cut_short_gains_the_days_for_which_the_law_stood_still()
    {
        var (id, citizen) = await Licence();
        var before = (await LawDue(id))!.Value;
        app.Clock.Set(before.AddDays(-2));
        await Ask(id);
        var licensing = app.As(await app.Officer("municipal-licensing-officer", CaseApp.Ward));
        await licensing.Post($"/api/v1/cases/{id}/actions/object", new { points = new[] { new { kind = "field", target = "street", reason = "does-not-match" } } });
        Assert.All(await Clearances(id), due => Assert.True(due > before, "Nobody is late while the law's time stands still."));
        app.Clock.Advance(TimeSpan.FromDays(5));

        await citizen.Post($"/api/v1/cases/{id}/objection/answer", new { answers = new { street = "Temple Road" } }, "*");

        var law = await LawDue(id);
        Assert.True(law > app.Clock.GetUtcNow());
        Assert.All(await Clearances(id), due => Assert.Equal(law, due));
    }

    [Fact]
    public async Task Going_on_against_an_objection_is_warned_of_and_takes_written_reasons()
    {
        var (id, _) = await Licence();
        await Ask(id);
        await Say(id, "health-inspector", "health", clear: false, "No drainage.");
        await Say(id, "fire-officer", "fire", clear: true, null);
        var licensing = await app.Officer("municipal-licensing-officer", CaseApp.Ward);
        var report = new Dictionary<string, object> { ["inspection-date"] = "2026-11-16", ["inspection-report"] = "Everything is in order here." };

        foreach (var action in new[] { "recommend", "advise-refusal" }) Assert.Contains("No drainage.", await Warning(licensing, id, action), StringComparison.Ordinal);
        await WithoutReasons(licensing, id, "recommend", new { fields = report });
        await app.As(licensing).Post($"/api/v1/cases/{id}/actions/recommend", new { fields = report, remarks = "A drain was laid since." });

        var secretary = await app.Officer("municipal-secretary", CaseApp.Ward, Guid.CreateVersion7());
        var said = await Warning(secretary, id, "approve");
        Assert.Contains("No drainage.", said, StringComparison.Ordinal);
        Assert.Contains("Health", said, StringComparison.Ordinal);
        await WithoutReasons(secretary, id, "approve", new { remarks = "  " });
        var browser = new Browser(app.Client(secretary));
        await browser.Open($"/office/cases/{id}/actions/approve");
        await browser.Submit("act", ("step", "continue"));
        Assert.NotNull(browser.Document.QuerySelector("textarea[name=remarks][aria-invalid=true]"));
        await browser.Submit("act", ("remarks", "The drain was seen."), ("step", "continue"));

        var done = (await app.As(secretary).Get($"/api/v1/cases/{id}"));
        Assert.Equal(("approved", "The drain was seen."), ((string?)done["state"], (string?)done["history"]!.AsArray()[^1]!["remarks"]));
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task An_objection_stands_until_the_office_says_otherwise()
    {
        var (id, _) = await Licence();
        await Ask(id);
        await Say(id, "health-inspector", "health", clear: false, "No drainage.");
        var licensing = await app.Officer("municipal-licensing-officer", CaseApp.Ward);

        await Ask(id);
        Assert.Contains("No drainage.", await Warning(licensing, id, "advise-refusal"), StringComparison.Ordinal);
        await Say(id, "health-inspector", "health", clear: true, null);

        Assert.DoesNotContain("No drainage.", await Warning(licensing, id, "advise-refusal"), StringComparison.Ordinal);
    }

    private async Task<string> Warning(Actor actor, Guid id, string action)
    {
        var officer = new Browser(app.Client(actor));
        await officer.Open($"/office/cases/{id}/actions/{action}");
        return string.Concat(officer.Document.QuerySelectorAll(".notice.warn").Select(notice => notice.TextContent));
    }

    private async Task WithoutReasons(Actor actor, Guid id, string action, object body)
    {
        using var answer = await app.As(actor).TryPost($"/api/v1/cases/{id}/actions/{action}", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("despite-objection", (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["codes"]!["remarks"]![0]);
    }

    private async Task Say(Guid id, string role, string code, bool clear, string? remarks)
    {
        var office = app.As(await app.Officer(role, CaseApp.Ward));
        var asked = (await office.Get($"/api/v1/cases/{id}"))["clearances"]!.AsArray().Last(one => (string?)one!["code"] == code)!;
        await office.Post($"/api/v1/cases/{id}/clearances/{asked["id"]!.GetValue<Guid>()}/answer", new { clear, remarks });
    }

    private static (string, string) Answer(Browser officer) =>
        (officer.Document.QuerySelector("#clearances input[type=radio]")!.GetAttribute("name")!, "yes");

    private async Task<(Guid Id, Api Citizen)> Licence()
    {
        var payer = Guid.CreateVersion7();
        var citizen = app.As(CaseApp.Citizen(payer));
        var id = await CaseApp.LicenceDraft(citizen);
        await citizen.Post($"/api/v1/drafts/{id}/submission", new { });
        await app.Pay(id, payer);
        return (id, citizen);
    }

    private async Task Ask(Guid id) =>
        await app.As(await app.Officer("municipal-licensing-officer", CaseApp.Ward)).Post($"/api/v1/cases/{id}/actions/ask-clearances", new { });

    private Task<DateTimeOffset?> LawDue(Guid id) => app.Read(async services => (await services.GetRequiredService<IClock>().Of(id, default))!.DueAt);

    private async Task<IEnumerable<DateTimeOffset?>> Clearances(Guid id)
    {
        var view = await app.As(await app.Officer("municipal-licensing-officer", CaseApp.Ward)).Get($"/api/v1/cases/{id}");
        return [.. view["clearances"]!.AsArray().Select(asked => (DateTimeOffset?)asked!["dueAt"]!.GetValue<DateTimeOffset>())];
    }

    private async Task<IEnumerable<DateTimeOffset?>> Items(Guid id) =>
        (await app.Read(services => services.GetRequiredService<IDesk>().Of(id, default))).Where(item => item.Kind is "clearance").Select(item => item.DueAt);

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenSeva.Contracts.Directory;
using OpenSeva.Directory;
using OpenSeva.Kernel;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Directory;

/// <summary>The program of an installation where a post is given by two administrators.</summary>
public sealed class TwoAdministratorsApp : OfficeApp
{
    protected override void Adjust(WebApplicationBuilder builder)
    {
        base.Adjust(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton(new DirectorySettings { TwoAdministrators = true }));
    }
}

/// <summary>Where two administrators are asked for, a charge holds only when a second one confirmed it.</summary>
public sealed class TwoAdministratorsTests(TwoAdministratorsApp app) : IClassFixture<TwoAdministratorsApp>
{
    private static readonly DateOnly Today = new(2026, 11, 16);

    private Actor First => app.Administrator;

    private Actor Second => app.Administrator with { Id = app.Staff.All[1].Id };

    [Theory]
    [InlineData(ChargeKind.AdditionalCharge)]
    [InlineData(ChargeKind.LinkOfficer)]
    public async Task A_proposed_charge_holds_when_another_administrator_confirms_it(ChargeKind kind)
    {
        var (post, staff) = (await Post($"TWO-{kind}"), app.Staff.All[5].Id);
        var proposal = await Propose(post, staff, kind);
        Assert.Empty((await Day()).ChargesOf(post));
        Assert.Equal("directory.same-administrator", await Refused(() => Decide(proposal, true, First)));
        Assert.Equal("directory.own-desk", await Refused(() => Decide(proposal, true, First with { Id = staff })));
        Assert.Empty((await Day()).ChargesOf(post));

        await Decide(proposal, true, Second);
        var number = (await Day()).Book.Number;
        await Decide(proposal, true, Second);

        Assert.Equal((staff, kind, Today), Assert.Single((await Day()).ChargesOf(post)) is var charge ? (charge.Staff, charge.As, charge.From) : default);
        Assert.Equal(number, (await Day()).Book.Number);
        Assert.Equal("directory.proposal-decided", await Refused(() => Decide(proposal, false, First)));
        await app.Settle();
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task What_is_turned_down_or_taken_back_never_holds()
    {
        var post = await Post("TWO-NO");
        var (refused, taken) = (await Propose(post, app.Staff.All[6].Id), await Propose(post, app.Staff.All[7].Id));

        Assert.Equal("directory.reason-missing", await Refused(() => Decide(refused, false, Second, null)));
        await Decide(refused, false, Second);
        await Decide(refused, false, Second);
        await Decide(taken, false, First);

        Assert.Empty((await Day()).ChargesOf(post));
        Assert.Equal("directory.proposal-decided", await Refused(() => Decide(refused, true, First with { Id = app.Staff.All[8].Id })));
    }

    [Fact]
    public async Task Nobody_proposes_a_desk_for_themselves_or_what_could_not_stand_or_the_same_twice()
    {
        var post = await Post("TWO-BAD");
        Assert.Equal("directory.own-desk", await Refused(() => Propose(post, First.Id!.Value)));
        Assert.Equal("directory.dates-reversed", await Refused(() => Propose(post, app.Staff.All[6].Id, until: Today.AddDays(-1))));
        await Propose(post, app.Staff.All[6].Id);
        Assert.Equal("directory.proposal-there", await Refused(() => Propose(post, app.Staff.All[6].Id)));
    }

    [Fact]
    public async Task What_somebody_proposed_who_is_no_administrator_any_more_cannot_be_confirmed()
    {
        var post = await Post("TWO-GONE");
        var proposal = await Propose(post, app.Staff.All[6].Id, by: First with { Id = OfficeApp.Relieved });

        Assert.Equal("directory.proposer-gone", await Refused(() => Decide(proposal, true, Second)));
        await Decide(proposal, false, Second);
        Assert.Empty((await Day()).ChargesOf(post));
    }

    [Fact]
    public async Task Two_proposals_for_one_desk_cannot_both_be_confirmed()
    {
        var post = await Post("TWO-RACE");
        var (one, other) = (await Propose(post, app.Staff.All[6].Id), await Propose(post, app.Staff.All[7].Id));
        await Decide(one, true, Second);

        Assert.Equal("directory.post-taken", await Refused(() => Decide(other, true, Second)));
        Assert.Equal(ProposalState.Waiting, await State(other));
    }

    [Fact]
    public async Task No_other_line_of_one_administrator_makes_a_charge_grow()
    {
        var post = await Post("TWO-GROW");
        var proposal = await Propose(post, app.Staff.All[6].Id, until: Today.AddDays(30));
        await Decide(proposal, true, Second);

        Assert.Equal("directory.second-needed", await Refused(() => As(First, sp => sp.GetRequiredService<Seat>().Person(post, new(app.Staff.All[7].Id, ChargeKind.LinkOfficer, "G.O. 60"), default))));
        Assert.Equal("directory.second-needed", await Refused(() => As(First, sp => sp.GetRequiredService<Relieve>().After(proposal, new("Longer", Today.AddDays(31)), default))));
        var relief = await As(First, sp => sp.GetRequiredService<Relieve>().After(proposal, new("Transfer", Today), default));
        Assert.Equal("directory.second-needed", await Refused(() => As(First, sp => sp.GetRequiredService<UndoChange>().Undo(relief.Id, new("Mistyped"), default))));
    }

    [Fact]
    public async Task Over_the_API_a_charge_is_accepted_read_in_the_list_and_confirmed_once()
    {
        var post = await Post("TWO-API");
        var asked = await Send(First, $"posts/{post}/charges", new { staff = app.Staff.All[6].Id, @as = "additionalCharge", reason = "G.O. 70" });
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        var id = (string)(await asked.Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
        var line = (await app.Client(Second).GetFromJsonAsync<JsonObject>("/api/v1/directory/proposals"))!["items"]!.AsArray().Single(item => (string)item!["id"]! == id)!;
        Assert.Equal((false, "G.O. 70"), ((bool)line["isMine"]!, (string)line["reason"]!));

        Assert.Equal(HttpStatusCode.Conflict, (await Send(First, $"proposals/{id}/decision", new { confirm = true })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(Second with { Grants = [] }, $"proposals/{id}/decision", new { confirm = true })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await Send(Second, $"proposals/{id}/decision", new { confirm = true })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await Send(Second, $"proposals/{id}/decision", new { confirm = true })).StatusCode);
        Assert.Single((await Day()).ChargesOf(post));
    }

    [Fact]
    public async Task On_the_pages_one_proposes_and_the_other_confirms_and_a_second_click_is_harmless()
    {
        var post = await Post("TWO-PAGE");
        var one = new Browser(app.Client(First));
        await one.Open($"/admin/directory/posts/{post}/seat");
        await one.Submit("seat", ("Form.Staff", app.Staff.All[8].Id.ToString()), ("Form.As", "AdditionalCharge"), ("Form.Reason", "G.O. 80"));
        Assert.Contains("You proposed this", one.Text, StringComparison.Ordinal);
        var form = $"decision-{await Id("G.O. 80"):N}";

        var other = new Browser(app.Client(Second));
        await other.Open("/admin/directory/proposals");
        await other.Submit(form, ("act", "turn-down"));
        Assert.Contains("Give the order or the reason", other.Text, StringComparison.Ordinal);
        var twice = new Browser(app.Client(Second));
        await twice.Open("/admin/directory/proposals");
        await other.Submit(form, ("act", "confirm"));
        await twice.Submit(form, ("act", "confirm"));

        Assert.Contains("Confirmed.", other.Text, StringComparison.Ordinal);
        Assert.Contains("Confirmed.", twice.Text, StringComparison.Ordinal);
        Assert.Single((await Day()).ChargesOf(post));
    }

    [Theory]
    [InlineData("hi")]
    [InlineData("gu")]
    [InlineData("ml")]
    [InlineData("pa")]
    public async Task The_list_speaks_every_language(string language)
    {
        await Propose(await Post($"TWO-{language}"), app.Staff.All[9].Id);
        var browser = new Browser(app.Client(First));
        await browser.Open($"/admin/directory/proposals?lang={language}");
        Assert.DoesNotContain("directory.", browser.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    private async Task<Guid> Propose(Guid post, Guid staff, ChargeKind kind = ChargeKind.AdditionalCharge, DateOnly? until = null, Actor? by = null) =>
        (await As(by ?? First, sp => sp.GetRequiredService<Seat>().Propose(post, new(staff, kind, "G.O. 60", Until: until), default))).Id;

    private Task<int> Decide(Guid proposal, bool confirm, Actor by, string? reason = "Not this one") => As(by, async sp =>
    {
        await sp.GetRequiredService<DecideProposal>().On(proposal, new(confirm, confirm ? null : reason), default);
        return 0;
    });

    private async Task<Guid> Post(string code) => (await As(First, async sp => await sp.GetRequiredService<KeepPost>().Create(
        new(code, new("Keeper"), (await Day()).Offices.Values.First(office => office.Code == "TVM-COL").Id, ["record-keeper"], ["D565"], "G.O. 61"), default))).Key;

    private Task<Guid> Id(string reason) => app.Read(sp => sp.GetRequiredService<DirectoryDb>().Proposals.Where(row => row.Reason == reason).Select(row => row.Id).SingleAsync());

    private Task<ProposalState> State(Guid id) => app.Read(sp => sp.GetRequiredService<DirectoryDb>().Proposals.Where(row => row.Id == id).Select(row => row.State).SingleAsync());

    private Task<T> As<T>(Actor actor, Func<IServiceProvider, Task<T>> act) => app.Read(act, actor);

    private async Task<HttpResponseMessage> Send(Actor actor, string path, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/directory/{path}") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        return await app.Client(actor).SendAsync(request);
    }

    private static async Task<string> Refused(Func<Task> act) => (await Assert.ThrowsAsync<Refusal>(act)).Code;

    private Task<DirectoryDay> Day() => app.Services.GetRequiredService<LiveDirectory>().Today(default).AsTask();
}

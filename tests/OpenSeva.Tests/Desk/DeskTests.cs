using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Clock;
using OpenSeva.Contracts.Desk;
using OpenSeva.Desk;
using OpenSeva.Kernel;
using OpenSeva.Tests.Clock;

namespace OpenSeva.Tests.Desk;

/// <summary>An office whose things may be claimed; the room behind them notes what it was told.</summary>
public sealed class ClaimingApp : OfficeApp
{
    protected override void Adjust(WebApplicationBuilder builder) => builder.Services.AddScoped<IClaimed, Letters>();

    private sealed class Letters : IClaimed
    {
        public bool Knows(string kind) => kind is "letter";

        public Task<IReadOnlyDictionary<Guid, string>> Roles(IReadOnlyCollection<ItemCard> items, CancellationToken ct) =>
            Task.FromResult<IReadOnlyDictionary<Guid, string>>(new Dictionary<Guid, string>());

        public Task Claimed(ItemCard item, Guid toPost, Guid toOffice, CancellationToken ct) => Task.CompletedTask;
    }
}

/// <summary>Items on desks, in the database and over the API.</summary>
public sealed class DeskTests(ClaimingApp app) : IClassFixture<ClaimingApp>
{
    [Fact]
    public async Task A_placed_item_waits_at_its_post_since_then()
    {
        var (id, reference) = await Place(app.Clerk);

        var card = Assert.Single(await Of(reference));
        Assert.Equal((id, app.Clerk, app.Taluk), (card.Id, card.PostId, card.OfficeId));
        Assert.Equal(app.Clock.GetUtcNow(), card.Since);
    }

    [Fact]
    public async Task Moving_hands_it_on_and_the_movements_tell_who_held_it_when()
    {
        var (id, reference) = await Place(app.Clerk);
        app.Clock.Advance(TimeSpan.FromHours(1));
        var handed = app.Clock.GetUtcNow();
        await Act(desk => desk.Move(id, app.Tahsildar, "approval", null, default), app.Clerk);
        app.Clock.Advance(TimeSpan.FromHours(1));
        await Act(desk => desk.Close(id, default), app.Tahsildar);

        var held = await app.Read(services => services.GetRequiredService<IDesk>().Movements(reference, default));

        Assert.Equal([app.Clerk, app.Tahsildar], held.Select(one => one.PostId));
        Assert.Equal([handed, app.Clock.GetUtcNow()], held.Select(one => one.Until!.Value));
        Assert.Equal(handed, held[1].From);
        Assert.NotNull(Assert.Single(await Of(reference)).ClosedAt);
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task A_closed_item_takes_nothing_more()
    {
        var (id, _) = await Place(app.Clerk);
        await Act(desk => desk.Close(id, default));

        await Refused("desk.item-closed", desk => desk.Move(id, app.Tahsildar, "approval", null, default));
        await Refused("desk.item-closed", desk => desk.Close(id, default));
    }

    [Fact]
    public async Task The_first_opening_is_noted_once_for_each_holder()
    {
        var (id, reference) = await Place(app.Clerk);
        await Act(desk => desk.Opened(reference, app.Clerk, default));
        var first = Assert.Single(await Of(reference)).OpenedAt;
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await Act(desk => desk.Opened(reference, app.Clerk, default));
        Assert.Equal(first, Assert.Single(await Of(reference)).OpenedAt);

        await Act(desk => desk.Move(id, app.Tahsildar, "approval", null, default));

        Assert.Null(Assert.Single(await Of(reference)).OpenedAt);
    }

    [Fact]
    public async Task What_was_handed_on_can_be_pulled_back_until_it_is_opened()
    {
        var (id, reference) = await Place(app.Clerk);
        await Refused("desk.not-handed-on-by-you", desk => desk.Pull(id, app.Tahsildar, "scrutiny", null, default));
        await Act(desk => desk.Move(id, app.Tahsildar, "approval", null, default));
        await Refused("desk.not-handed-on-by-you", desk => desk.Pull(id, app.SecondClerk, "scrutiny", null, default));
        await Act(desk => desk.Pull(id, app.Clerk, "scrutiny", null, default));
        Assert.Equal(app.Clerk, Assert.Single(await Of(reference)).PostId);

        await Act(desk => desk.Move(id, app.Tahsildar, "approval", null, default));
        await Act(desk => desk.Opened(reference, app.Tahsildar, default));
        await Refused("desk.already-opened", desk => desk.Pull(id, app.Clerk, "scrutiny", null, default));
    }

    [Fact]
    public async Task A_colleague_of_the_same_office_and_role_may_claim_and_nobody_else()
    {
        var (id, reference) = await Place(app.Clerk, kind: "letter");

        await Refused("desk.already-yours", desk => desk.Claim(id, app.Clerk, default));
        await Refused("desk.not-your-role", desk => desk.Claim(id, app.Tahsildar, default));
        await Refused("request.not-found", desk => desk.Claim(id, app.VillageClerk, default));
        using var claimed = await Client(app.SecondClerk).PostAsync(new Uri($"/api/v1/desk/items/{id}/claims", UriKind.Relative), null);

        Assert.Equal(HttpStatusCode.OK, claimed.StatusCode);
        Assert.Equal(app.SecondClerk, Assert.Single(await Of(reference)).PostId);
    }

    [Fact]
    public async Task A_room_that_does_not_know_of_claims_keeps_its_items_where_they_are()
    {
        var (id, reference) = await Place(app.Clerk, kind: "secret");

        await Refused("desk.not-claimable", desk => desk.Claim(id, app.SecondClerk, default));

        Assert.Equal(app.Clerk, Assert.Single(await Of(reference)).PostId);
    }

    [Fact]
    public async Task A_moved_limit_moves_the_items_that_showed_it_and_no_others()
    {
        var (statutory, stage) = (OfficeApp.Kolkata(12, 4, 17, 15), OfficeApp.Kolkata(12, 1, 17, 15));
        var reference = Guid.CreateVersion7();
        var (main, _) = await Place(app.Clerk, reference, due: statutory);
        var (own, _) = await Place(app.Tahsildar, reference, due: stage);

        var later = OfficeApp.Kolkata(12, 5, 17, 15);
        await app.Read(async services =>
        {
            await services.GetRequiredService<RedateItems>().Handle(new DueChanged(reference, statutory, later, new DateOnly(2026, 12, 2), app.Clock.GetUtcNow()), default);
            return 0;
        });

        var cards = (await Of(reference)).ToDictionary(card => card.Id, card => card.DueAt);
        Assert.Equal((later, stage), (cards[main]!.Value, cards[own]!.Value));
    }

    [Fact]
    public async Task Of_two_who_hand_on_at_once_each_act_stands_after_the_other()
    {
        var (id, reference) = await Place(app.Clerk);

        await Task.WhenAll(
            Act(desk => desk.Move(id, app.Tahsildar, "approval", null, default)),
            Act(desk => desk.Move(id, app.SecondClerk, "scrutiny", null, default)));

        var held = await app.Read(services => services.GetRequiredService<IDesk>().Movements(reference, default));
        Assert.Equal(3, held.Count);
        Assert.Single(held, one => one.Until is null);
        Assert.Equal(held.Single(one => one.Until is null).PostId, Assert.Single(await Of(reference)).PostId);
    }

    private async Task<(Guid Id, Guid Reference)> Place(Guid post, Guid? about = null, string kind = "application", DateTimeOffset? due = null)
    {
        var reference = about ?? Guid.CreateVersion7();
        var item = new NewItem(kind, reference, $"case/{reference:N}", "INC/1", "ലക്ഷ്മി", "income", "revenue", app.Taluk, post, "scrutiny", due, "/office/cases/1");
        return (await app.Run(services => services.GetRequiredService<IDesk>().Place(item, default)), reference);
    }

    private Task<IReadOnlyList<ItemCard>> Of(Guid reference) => app.Read(services => services.GetRequiredService<IDesk>().Of(reference, default));

    private Task<int> Act(Func<IDesk, Task> act, Guid? post = null) => app.Run(async services =>
    {
        await act(services.GetRequiredService<IDesk>());
        return 0;
    }, post is { } from ? OfficeApp.At(from) : null);

    private async Task Refused(string code, Func<IDesk, Task> act) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<Refusal>(() => Act(act))).Code);

    private HttpClient Client(Guid post)
    {
        var client = app.Client(OfficeApp.At(post));
        client.DefaultRequestHeaders.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        return client;
    }
}

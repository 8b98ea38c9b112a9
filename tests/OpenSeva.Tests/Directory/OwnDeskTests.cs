using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Directory;
using OpenSeva.Directory;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.Directory;

/// <summary>An administrator keeps the directory for others: never a desk for themselves, and not from a browser left open.</summary>
public sealed class OwnDeskTests(OfficeApp app) : IClassFixture<OfficeApp>
{
    private static readonly DateOnly Today = new(2026, 11, 16);

    [Fact]
    public async Task Nobody_gives_themselves_a_desk_by_any_line_of_the_book()
    {
        var (me, colleague) = (app.Staff.All[0].Id, app.Staff.All[1].Id);
        var other = app.Administrator with { Id = colleague };
        var day = await Day();
        var post = day.Posts.Values.First(one => one.Roles.Contains("tahsildar") && day.ChargesOf(one.Id) is [{ As: ChargeKind.Regular }] && day.Holder(one.Id) is not null);
        var holder = day.Holder(post.Id)!.Staff;

        await Refused(() => Seat(post.Id, me, ChargeKind.AdditionalCharge, app.Administrator));
        await Seat(post.Id, me, ChargeKind.LinkOfficer, other);
        await Refused(() => As(app.Administrator, services => services.GetRequiredService<NoteAbsence>().Of(new(holder, Today, Today, "Leave"), default)));

        var vacant = await Post("OWN-1", "record-keeper", other);
        var given = await Seat(vacant, me, ChargeKind.AdditionalCharge, other);
        await Refused(() => Amend(vacant, "OWN-1", ["record-keeper", "tahsildar"], app.Administrator));
        await Amend(vacant, "OWN-1", ["record-keeper", "tahsildar"], other);

        var relieved = await As(app.Administrator, services => services.GetRequiredService<Relieve>().After(given.Key, new("Transfer", Today), default));
        await Refused(() => As(app.Administrator, services => services.GetRequiredService<Relieve>().After(given.Key, new("Longer", Today.AddDays(90)), default)));
        await Refused(() => As(app.Administrator, services => services.GetRequiredService<UndoChange>().Undo(relieved.Id, new("Mistyped"), default)));
        await As(other, services => services.GetRequiredService<UndoChange>().Undo(relieved.Id, new("Mistyped"), default));
    }

    [Fact]
    public async Task Desks_are_given_with_a_passkey_shown_lately()
    {
        var post = await Post("OWN-2", "record-keeper", app.Administrator);
        var staff = app.Staff.All[2].Id;
        var given = await Seat(post, staff, ChargeKind.AdditionalCharge, app.Administrator);
        var longAgo = app.Clock.GetUtcNow().AddMinutes(-11);

        await Refused(() => Seat(post, staff, ChargeKind.LinkOfficer, app.Administrator, longAgo), "request.prove-again");
        await Refused(() => Amend(post, "OWN-2", ["clerk"], app.Administrator, longAgo), "request.prove-again");
        await Refused(() => Post("OWN-3", "clerk", app.Administrator, longAgo), "request.prove-again");
        await Refused(() => As(app.Administrator, services => services.GetRequiredService<NoteAbsence>().Of(new(staff, Today, Today, "Leave"), default), longAgo), "request.prove-again");
        await Refused(() => As(app.Administrator, services => services.GetRequiredService<Relieve>().After(given.Key, new("Transfer"), default), longAgo), "request.prove-again");
        await Refused(() => As(app.Administrator, services => services.GetRequiredService<UndoChange>().Undo(given.Id, new("Mistyped"), default), longAgo), "request.prove-again");
    }

    private Task<Recorded> Seat(Guid post, Guid staff, ChargeKind kind, Actor by, DateTimeOffset? proven = null) =>
        As(by, services => services.GetRequiredService<Seat>().Person(post, new(staff, kind, "G.O. 60"), default), proven);

    private async Task<Guid> Post(string code, string role, Actor by, DateTimeOffset? proven = null) =>
        (await As(by, async services => await services.GetRequiredService<KeepPost>().Create(await Request(code, [role]), default), proven)).Key;

    private Task<Recorded> Amend(Guid post, string code, string[] roles, Actor by, DateTimeOffset? proven = null) =>
        As(by, async services => await services.GetRequiredService<KeepPost>().Amend(post, await Request(code, roles), null, default), proven);

    private async Task<PostRequest> Request(string code, string[] roles) =>
        new(code, new("Keeper"), (await Day()).Offices.Values.First(office => office.Code == "TVM-COL").Id, roles, ["D565"], "G.O. 61");

    private Task<Recorded> As(Actor actor, Func<IServiceProvider, Task<Recorded>> act, DateTimeOffset? proven = null) => app.Read(services =>
    {
        services.GetRequiredService<Acting>().ProvenAt = proven;
        return act(services);
    }, actor);

    private static async Task Refused(Func<Task> act, string code = "directory.own-desk") => Assert.Equal(code, (await Assert.ThrowsAsync<Refusal>(act)).Code);

    private Task<DirectoryDay> Day() => app.Services.GetRequiredService<LiveDirectory>().Today(default).AsTask();
}

using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Clock;
using OpenSeva.Contracts.Desk;
using OpenSeva.Directory;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.Cases;

/// <summary>Holidays declared while an application lies on a desk move the desk's own limit like the law's.</summary>
public sealed class HolidayTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Began = new(2026, 11, 16, 4, 30, 0, TimeSpan.Zero);
    private readonly CaseApp app = new();

    [Fact]
    public async Task A_holiday_declared_in_time_moves_the_stage_and_its_withdrawal_moves_it_back()
    {
        var id = await CaseApp.Pension(app.As(CaseApp.Citizen()));
        var (stage, law) = (await StageDue(id), await LawDue(id));

        var declared = await Declare(new DateOnly(2026, 11, 20));
        var (laterStage, laterLaw) = (await StageDue(id), await LawDue(id));
        await app.Read(services => services.GetRequiredService<UndoChange>().Undo(declared.Id, new("Postponed"), default));
        await app.Settle();

        Assert.True(laterStage > stage, $"{laterStage} after {stage}");
        Assert.True(laterLaw > law, $"{laterLaw} after {law}");
        Assert.Equal((stage, law), (await StageDue(id), await LawDue(id)));
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task A_holiday_declared_after_the_stage_had_ended_moves_the_law_and_not_the_stage()
    {
        app.Clock.Set(Began);
        var id = await CaseApp.Pension(app.As(CaseApp.Citizen()));
        var (stage, law) = (await StageDue(id), await LawDue(id));

        app.Clock.Set(stage!.Value.AddDays(1));
        await Declare(new DateOnly(2026, 11, 21));

        Assert.Equal(stage, await StageDue(id));
        Assert.True(await LawDue(id) > law);
    }

    [Fact]
    public async Task A_clearance_is_counted_again_on_the_calendar_of_the_office_that_was_asked()
    {
        app.Clock.Set(Began);
        var payer = Guid.CreateVersion7();
        var citizen = app.As(CaseApp.Citizen(payer));
        var id = await CaseApp.LicenceDraft(citizen);
        await citizen.Post($"/api/v1/drafts/{id}/submission", new { });
        await app.Pay(id, payer);
        var licensing = app.As(await app.Officer("municipal-licensing-officer", CaseApp.Ward));
        await licensing.Post($"/api/v1/cases/{id}/actions/ask-clearances", new { });
        var before = await Clearance();

        await Declare(new DateOnly(2026, 11, 26), "punjab");
        Assert.Equal(before, await Clearance());
        await Declare(new DateOnly(2026, 11, 24));

        var after = await Clearance();
        Assert.True(after > before, $"{after} after {before}");
        Assert.Contains(await Items(id), item => item.Kind is "clearance" && item.DueAt == after);

        async Task<DateTimeOffset> Clearance() => (await licensing.Get($"/api/v1/cases/{id}"))["clearances"]![0]!["dueAt"]!.GetValue<DateTimeOffset>();
    }

    private async Task<Recorded> Declare(DateOnly day, string calendar = "kerala")
    {
        var recorded = await app.Read(services => services.GetRequiredService<DeclareHoliday>().On(calendar, new(day, new LocalText("Storm"), "Notification"), default));
        await app.Settle();
        return recorded;
    }

    private async Task<DateTimeOffset?> StageDue(Guid id) => (await Items(id)).Single(item => item.Kind is "application").DueAt;

    private async Task<DateTimeOffset?> LawDue(Guid id) => await app.Read(async services => (await services.GetRequiredService<IClock>().Of(id, default))!.DueAt);

    private Task<IReadOnlyList<ItemCard>> Items(Guid id) => app.Read(services => services.GetRequiredService<IDesk>().Of(id, default));

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Catalogue;
using OpenSeva.Catalogue.Versions;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Contracts.Directory;
using OpenSeva.Directory;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;

namespace OpenSeva.Tests.Catalogue;

public sealed class PublicationTests(DemoApp app) : IClassFixture<DemoApp>
{
    [Fact]
    public async Task The_demonstration_offers_the_repositorys_services()
    {
        var services = await app.Read(services => services.GetRequiredService<ICatalogue>().All(app.Clock.Today, default));

        Assert.Superset(new HashSet<string> { "income-certificate", "old-age-pension", "trade-licence" }, services.Select(service => service.Definition.Code).ToHashSet());
    }

    [Theory]
    [InlineData("revenue/income-certificate")]
    [InlineData("local-government/trade-licence")]
    [InlineData("social-justice/old-age-pension")]
    public async Task Somebody_holds_every_role_of_the_repositorys_services_in_the_demonstration(string folder)
    {
        var held = await app.Read(services => Held.Now(services.GetRequiredService<IDirectory>(), default));

        Assert.Equal("", string.Join('\n', held.Read(Path.Combine(Definitions.Samples.Root, "services", folder)).Mistakes));
    }

    [Fact]
    public async Task Publishing_the_same_files_again_does_nothing()
    {
        using var folders = new Folders();
        folders.Add("same-again");

        Assert.Equal(PublicationState.Published, (await folders.Publish(app))["same-again"].State);
        Assert.Equal(PublicationState.AlreadyThere, (await folders.Publish(app))["same-again"].State);
    }

    [Fact]
    public async Task A_published_version_never_changes()
    {
        using var folders = new Folders();
        folders.Add("set-in-stone");
        await folders.Publish(app);
        folders.Add("set-in-stone", ("rupees: 15", "rupees: 16"));

        var outcome = (await folders.Publish(app))["set-in-stone"];

        Assert.Equal(PublicationState.Refused, outcome.State);
        Assert.NotNull(outcome.Refusal);
        Assert.Equal(1500, (await Version("set-in-stone", 1))!.Definition.Fees[0].Amount);
    }

    [Fact]
    public async Task The_database_itself_refuses_to_alter_a_version()
    {
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => app.Run(services =>
            services.GetRequiredService<CatalogueDb>().Versions.ExecuteUpdateAsync(set => set.SetProperty(version => version.Digest, new string('0', 64)))));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => app.Run(services =>
            services.GetRequiredService<CatalogueDb>().Versions.ExecuteDeleteAsync()));
    }

    [Fact]
    public async Task A_new_version_holds_from_its_day_and_the_old_one_stays_readable()
    {
        using var folders = new Folders();
        folders.Add("moves-on");
        await folders.Publish(app);
        folders.Add("moves-on", ("version: 1", "version: 2"), ("effective-from: 2026-01-01", "effective-from: 2026-12-01"), ("rupees: 15", "rupees: 20"));

        Assert.Equal(PublicationState.Published, (await folders.Publish(app))["moves-on"].State);

        Assert.Equal(1, (await Current("moves-on", new(2026, 11, 30)))!.Definition.Version);
        Assert.Equal(2, (await Current("moves-on", new(2026, 12, 1)))!.Definition.Version);
        Assert.Equal(1500, (await Version("moves-on", 1))!.Definition.Fees[0].Amount);
        Assert.Null(await Current("moves-on", new(2025, 12, 31)));
    }

    [Theory]
    [InlineData("not-later", "effective-from: 2026-01-01", "effective-from: 2026-01-01")]
    [InlineData("backdated", "effective-from: 2026-01-01", "effective-from: 2026-11-15")]
    public async Task A_new_version_neither_overlaps_nor_begins_in_the_past(string code, string written, string instead)
    {
        using var folders = new Folders();
        folders.Add(code);
        await folders.Publish(app);
        folders.Add(code, ("version: 1", "version: 2"), (written, instead));

        Assert.Equal(PublicationState.Refused, (await folders.Publish(app))[code].State);
        Assert.Null(await Version(code, 2));
    }

    [Fact]
    public async Task A_service_ends_after_its_last_day()
    {
        using var folders = new Folders();
        folders.Add("for-a-season", ("effective-from: 2026-01-01", "effective-from: 2026-01-01\neffective-to: 2026-12-31"));
        await folders.Publish(app);

        Assert.NotNull(await Current("for-a-season", new(2026, 12, 31)));
        Assert.Null(await Current("for-a-season", new(2027, 1, 1)));
        Assert.NotNull(await Version("for-a-season", 1));
    }

    [Fact]
    public async Task A_broken_service_keeps_no_other_off_line()
    {
        using var folders = new Folders();
        folders.Add("aa-broken", ("limit: 15", "limit: fifteen"));
        folders.Add("bb-sound");

        var outcomes = await folders.Publish(app);

        Assert.Equal(PublicationState.Refused, outcomes["aa-broken"].State);
        Assert.Equal(PublicationState.Published, outcomes["bb-sound"].State);
    }

    [Fact]
    public async Task Two_nodes_publishing_at_once_keep_one_version()
    {
        using var folders = new Folders();
        folders.Add("at-once");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => folders.Publish(app)));

        Assert.Single(outcomes, outcome => outcome["at-once"].State is PublicationState.Published);
        Assert.Equal(3, outcomes.Count(outcome => outcome["at-once"].State is PublicationState.AlreadyThere));
    }

    [Fact]
    public async Task What_was_published_is_in_the_journal()
    {
        using var folders = new Folders();
        folders.Add("on-record");
        await folders.Publish(app);
        await app.Settle();

        var report = await app.VerifyJournal();

        Assert.Null(report.Fault);
    }

    private Task<PublishedService?> Current(string code, DateOnly on) => app.Read(services => services.GetRequiredService<ICatalogue>().Current(code, on, default));

    private Task<PublishedService?> Version(string code, int number) => app.Read(services => services.GetRequiredService<ICatalogue>().Version(code, number, default));
}

public sealed class VacancyTests : IAsyncLifetime
{
    private readonly SevaApp app = new();
    private readonly Guid office = Guid.CreateVersion7();
    private readonly Guid tahsildar = Guid.CreateVersion7();

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        var clerk = Guid.CreateVersion7();
        await Write(
            new UnitEntry("KL", "revenue", "state", null, new LocalText("Kerala")), new DepartmentEntry("revenue", new LocalText("Revenue")),
            new CalendarEntry("trial", new LocalText("Trial"), "Asia/Kolkata", [new OpenHours(DayOfWeek.Monday, new TimeOnly(10, 15), new TimeOnly(17, 15))], []), new OfficeEntry(office, "TLK-KAN", new LocalText("Taluk Office Kanayannur"), "revenue", "KL", "trial"),
            new PostEntry(clerk, "TLK-1", new LocalText("Officer"), office, ["village-officer", "revenue-divisional-officer", "district-collector"], ["KL"]),
            new PostEntry(tahsildar, "TLK-2", new LocalText("Tahsildar"), office, ["tahsildar"], ["KL"]), Holds(clerk));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_role_whose_posts_are_all_vacant_keeps_a_service_off_line_until_somebody_sits_there()
    {
        using var folders = new Folders();
        folders.Add("waits-for-a-tahsildar");

        var refused = (await folders.Publish(app))["waits-for-a-tahsildar"];

        Assert.Equal(PublicationState.Refused, refused.State);
        Assert.All(refused.Mistakes, mistake => Assert.Equal(("role-nobody-holds", true), (mistake.Code, mistake.Message.Contains("'tahsildar': every post that carries it is vacant, in Taluk Office Kanayannur (TLK-KAN).", StringComparison.Ordinal))));
        Assert.NotEmpty(refused.Mistakes);
        await Write(Holds(tahsildar));
        Assert.Equal(PublicationState.Published, (await folders.Publish(app))["waits-for-a-tahsildar"].State);
    }

    private static ChargeEntry Holds(Guid post) => new(Guid.CreateVersion7(), post, Guid.CreateVersion7(), "Asha Rao", ChargeKind.Regular, new DateOnly(2026, 1, 1), null);

    private async Task Write(params Entry[] entries) => await app.Read(async services =>
    {
        await services.GetRequiredService<Register>().Write("For the trial", _ => entries.Select(entry => Line.State(entry, new DateOnly(2026, 1, 1))), default);
        return true;
    });
}

public sealed class UnstaffedTests(SevaApp app) : IClassFixture<SevaApp>
{
    [Fact]
    public async Task Where_no_post_holds_the_roles_a_service_is_refused()
    {
        using var folders = new Folders();
        folders.Add("for-nobody");

        var outcome = (await folders.Publish(app))["for-nobody"];

        Assert.Equal(PublicationState.Refused, outcome.State);
        Assert.All(outcome.Mistakes, mistake => Assert.Equal("role-nobody-holds", mistake.Code));
        Assert.Contains(outcome.Mistakes, mistake => mistake.Message.Contains("'tahsildar'", StringComparison.Ordinal));
    }
}

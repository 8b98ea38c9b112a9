using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenSeva.Commands;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Contracts.Directory;
using OpenSeva.Definitions;
using OpenSeva.Documents;
using OpenSeva.Documents.Certificates;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Tests.Documents;

/// <summary>
/// The program with the demonstration's offices and the real services. Cases arrive decided, as the Cases room
/// tells of them; what happens at its desks is that room's own test.
/// </summary>
public class Shelf : SevaApp
{
    private readonly DecidedCases decided = new();

    protected override void Adjust(WebApplicationBuilder builder)
    {
        builder.Services.Replace(ServiceDescriptor.Singleton<ICases>(decided));
        builder.Services.Replace(ServiceDescriptor.Singleton<ICatalogue>(new PublishedServices()));
        builder.Services.Replace(ServiceDescriptor.Singleton<IAccounts>(new KnownPeople()));
    }

    protected override async Task Prepare()
    {
        await Services.GetRequiredService<Marks>().MakeDemonstration(default);
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<IDemoStep>().Single(step => step.Order == 10).Load(default);
    }

    public static Actor Citizen(Guid id) => new(ActorKind.Citizen, id, null, null, []);

    public async Task<SeatCard> Tahsildar() => (await Read(services =>
        services.GetRequiredService<IDirectory>().Route("tahsildar", "V627001", "revenue", new DateOnly(2026, 11, 16), default)))!;

    public async Task<Actor> Officer()
    {
        var seat = await Tahsildar();
        return new Actor(ActorKind.Staff, Guid.CreateVersion7(), seat.PostId, "revenue", []);
    }

    /// <summary>An application is granted, and everything that follows happens.</summary>
    internal async Task<IssuedDocument> Issue(Guid citizen, string language = "ml", string name = "ലക്ഷ്മി കൃഷ്ണൻകുട്ടി", Guid? corrects = null)
    {
        var happened = await Approve(citizen, language, name, corrects);
        await Settle();
        return await DocumentOf(happened.CaseId);
    }

    internal async Task<CaseDecided> Approve(Guid citizen, string language, string name, Guid? corrects)
    {
        var seat = await Tahsildar();
        var card = decided.Add(citizen, seat, language, name, Clock.GetUtcNow());
        var happened = new CaseDecided(
            card.Id, card.Number, card.Service, card.ServiceVersion, card.Department, card.OfficeId, seat.PostId, seat.Holder!.StaffId,
            citizen, true, Clock.GetUtcNow(), null, true, corrects);
        await Run(async services =>
        {
            var unit = services.GetRequiredService<Unit>();
            var batch = new Batch(unit.Connection, unit.Transaction);
            services.GetRequiredService<OutboxWriter>().Add(batch, [(CaseCard.StreamOf(card.Id), happened)]);
            await batch.Run(default);
            return true;
        });
        return happened;
    }

    internal Task<IssuedDocument> DocumentOf(Guid caseId) => Read(services => Task.FromResult(
        services.GetRequiredService<DocumentsDb>().Issued.Single(document => document.CaseId == caseId)));

    internal Task<byte[]> FileOf(IssuedDocument document) => Read(services =>
        services.GetRequiredService<OpenSeva.Documents.Store.FileStore>().Read(document.Hash!, default));

    /// <summary>Cases that were decided, as ICases shows them.</summary>
    private sealed class DecidedCases : ICases
    {
        private readonly ConcurrentDictionary<Guid, CaseCard> cards = new();

        public CaseCard Add(Guid citizen, SeatCard seat, string language, string name, DateTimeOffset now)
        {
            var id = Guid.CreateVersion7();
            var answers = new JsonObject
            {
                ["applicant-name"] = name,
                ["guardian-name"] = "കൃഷ്ണൻ നായർ",
                ["birth-date"] = "1984-02-29",
                ["gender"] = "female",
                ["house"] = "12/345, പള്ളിമുക്ക്",
                ["village"] = "V627001",
                ["annual-income"] = 12_000_000L,
                ["purpose"] = "scholarship",
            };
            return cards[id] = new CaseCard(
                id, $"INC/{seat.Office.Code}/2026-27/{cards.Count + 1:000000}", "income-certificate", 1, "revenue", seat.Office.Id, "V627001",
                citizen, name, language, CaseState.Approved, now.AddDays(-6), now, seat.Holder!.StaffId, seat.PostId, answers);
        }

        public Task<CaseCard?> Case(Guid id, CancellationToken ct) => Task.FromResult(cards.GetValueOrDefault(id));

        public Task<CaseCard?> ByNumber(string number, CancellationToken ct) =>
            Task.FromResult(cards.Values.FirstOrDefault(card => card.Number == number));

        /// <summary>The village officer found less than was stated.</summary>
        public Task<JsonObject> Findings(Guid caseId, CancellationToken ct) => Task.FromResult(new JsonObject { ["assessed-income"] = 10_800_000L });

        public Task<bool> MayRead(Guid caseId, Actor actor, CancellationToken ct) => Task.FromResult(
            cards.TryGetValue(caseId, out var card) && (actor.Id == card.CitizenId || actor.PostId == card.DecidedFrom));
    }

    private sealed class PublishedServices : ICatalogue
    {
        private readonly PublishedService[] services = [.. ServiceFiles.FoldersBelow(Flags.Beside("services"))
            .Select(folder => ServiceReader.ReadFolder(folder))
            .Select(read => new PublishedService(read.Definition!, read.Texts))];

        public Task<PublishedService?> Current(string code, DateOnly on, CancellationToken ct) => Version(code, 1, ct);

        public Task<PublishedService?> Version(string code, int version, CancellationToken ct) =>
            Task.FromResult(services.FirstOrDefault(service => service.Definition.Code == code));

        public Task<IReadOnlyList<PublishedService>> All(DateOnly on, CancellationToken ct) => Task.FromResult<IReadOnlyList<PublishedService>>(services);
    }

    private sealed class KnownPeople : IAccounts
    {
        public Task<CitizenCard?> Citizen(Guid id, CancellationToken ct) =>
            Task.FromResult<CitizenCard?>(new(id, "Lakshmi", "lakshmi@example.in", "9400000000", "ml"));

        public Task<StaffCard?> Staff(Guid id, CancellationToken ct) => Task.FromResult<StaffCard?>(new(id, "Rekha Chacko", "revenue"));

        public Task<IReadOnlyDictionary<Guid, string>> StaffNames(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
            Task.FromResult<IReadOnlyDictionary<Guid, string>>(ids.ToDictionary(id => id, _ => "Rekha Chacko"));

        public Task<bool> HasPower(Guid staff, string power, CancellationToken ct) => Task.FromResult(true);

        public Task<IReadOnlyList<StaffCard>> StaffOf(string? department, CancellationToken ct) => Task.FromResult<IReadOnlyList<StaffCard>>([]);
    }
}

using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Cases;
using OpenSeva.Catalogue.Versions;
using OpenSeva.Clock;
using OpenSeva.Contracts.Clock;
using OpenSeva.Contracts.Directory;
using OpenSeva.Contracts.Payments;
using OpenSeva.Definitions;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;
using OpenSeva.Payments.Attempts;
using OpenSeva.Payments.Gateways;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Cases;

/// <summary>The demonstration, and services like the pension whose time begins with something else than the sending.</summary>
public sealed class BeginningApp : CaseApp
{
    private const string Forward = "        - code: forward\n";

    private static readonly (string Language, string Word)[] Words = [("en", "Further"), ("hi", "अतिरिक्त"), ("gu", "વધારાની"), ("ml", "അധിക"), ("pa", "ਵਾਧੂ")];

    private const string Fees = """

        fees:
          - code: survey-fee
            account: 0235-60-800-01
            by: area
            slabs:
              - { up-to: 10, rupees: 100 }
              - { rupees: 250 }

        workflow:
        """;

    protected override async Task Prepare()
    {
        await base.Prepare();
        var root = System.IO.Directory.CreateTempSubdirectory("openseva-beginning-");
        Add(root.FullName, "late-complete", ("XXX", "start: complete", []), (Forward, "        - { code: nothing-missing, kind: complete }\n", ["actions.nothing-missing"]));
        Add(root.FullName, "late-report", ("XXX", "start: external-report", []), (Forward, """
                    - code: police-report
                      kind: report
                      dated: report-date
                      evidence: report-letter
                      fields:
                        - { code: report-date, type: date, required: true, min: -2 }
                        - { code: report-letter, type: text, required: true, max: 100 }
                        - { code: by-hand, type: yes-no }
                        - { code: bearers, type: number, min: 1, when: { field: by-hand, is: true } }

            """, ["actions.police-report", "fields.report-date.label", "fields.report-letter.label", "fields.by-hand.label", "fields.bearers.label"]));
        Add(root.FullName, "late-fee", ("XXX", "start: paid", []), (Forward, Charge(""), ["actions.ask-fee", "fields.area.label", "fees.survey-fee"]));
        Add(root.FullName, "paused-fee", ("XXX", "start: received", []), (Forward, Charge(", pause: fee-owed"), ["actions.ask-fee", "fields.area.label", "fees.survey-fee", "pauses.fee-owed"]));
        var outcomes = await Read(services => services.GetRequiredService<Publication>().Below(root.FullName, default));
        Assert.All(outcomes, outcome => Assert.True(outcome.State is PublicationState.Published, string.Join('\n', outcome.Mistakes)));
        root.Delete(recursive: true);
    }

    private static string Charge(string pause) =>
        $"        - {{ code: ask-fee, kind: charge, charge: [survey-fee]{pause}, fields: [{{ code: area, type: number, required: true, min: 1 }}] }}\n";

    private static void Add(string root, string code, params (string Before, string Added, string[] Texts)[] changes)
    {
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(root, "social-justice", code)).FullName;
        foreach (var (name, text) in ServiceFiles.FromFolder(Path.Combine(Definitions.Samples.Root, "services/social-justice/old-age-pension")).Content)
        {
            var changed = text;
            if (name is ServiceFiles.Service)
            {
                changed = text.Replace("code: old-age-pension", $"code: {code}", StringComparison.Ordinal).Replace("start: complete", changes[0].Added, StringComparison.Ordinal)
                    .Replace(Forward, changes[1].Added + Forward, StringComparison.Ordinal);
                if (code.EndsWith("-fee", StringComparison.Ordinal)) changed = changed.Replace("\nworkflow:", Fees, StringComparison.Ordinal);
                if (code is "paused-fee") changed = changed.Replace("pauses: [citizen-answer]", "pauses: [citizen-answer, fee-owed]", StringComparison.Ordinal);
            }

            foreach (var (language, word) in Words.Where(one => name == ServiceFiles.Texts(one.Language)))
                changed = changes[1].Texts.Aggregate(changed, (sum, key) => With(sum, key.Split('.'), word));
            File.WriteAllText(Path.Combine(folder, name), changed);
        }
    }

    private static string With(string texts, string[] key, string word)
    {
        var line = key.Length is 3 ? $"  {key[1]}: {{ {key[2]}: {word} }}" : $"  {key[1]}: {word}";
        return texts.Contains($"\n{key[0]}:\n", StringComparison.Ordinal)
            ? texts.Replace($"\n{key[0]}:\n", $"\n{key[0]}:\n{line}\n", StringComparison.Ordinal)
            : $"{texts}\n{key[0]}:\n{line}\n";
    }

    /// <summary>An application for one of them, sent.</summary>
    public static async Task<Guid> Send(Api citizen, string service)
    {
        var id = await Draft(citizen, service, PensionPages("Lakshmi Amma", Panchayat));
        foreach (var document in new[] { "age-proof", "identity-proof", "residence-proof", "income-certificate-copy" }) await Attach(citizen, id, document);
        await citizen.Post($"/api/v1/drafts/{id}/submission", new { });
        return id;
    }

    /// <summary>One of them sent, its citizen, and the officer who has it first.</summary>
    public async Task<(Api Citizen, Guid Id, Api Officer)> Sent(string service, Guid? payer = null)
    {
        var citizen = As(Citizen(payer));
        var id = await BeginningApp.Send(citizen, service);
        await Settle();
        return (citizen, id, As(await Officer("panchayat-secretary", Panchayat)));
    }

    public async Task<Api> ToSanction(Guid id)
    {
        var secretary = As(await Officer("panchayat-secretary", Panchayat));
        var (visit, today) = ("Visited the house.", $"{Clock.Today:yyyy-MM-dd}");
        await secretary.Post($"/api/v1/cases/{id}/actions/forward", new { fields = new JsonObject { ["visit-date"] = today, ["visit-report"] = visit } });
        await secretary.Post($"/api/v1/cases/{id}/actions/recommend", new { fields = new JsonObject { ["resolution-number"] = "1", ["resolution-date"] = today } });
        return As(await Officer("social-justice-officer", Panchayat));
    }

    public async Task<Guid> Pay(Guid charge, Guid payer, string transaction)
    {
        var demand = await Demand(charge);
        var started = await Start(demand, payer);
        await Hear(started!.Payment, $"{transaction}-{charge:N}", NewsKind.Succeeded, demand.Total.Paise);
        await Settle();
        return started.Payment;
    }

    public async Task<DemandCard> Demand(Guid charge) => (await Read(services => services.GetRequiredService<IPayments>().Of(charge, default)))!;

    public async Task<DueCard> Card(Guid id) => (await Read(services => services.GetRequiredService<IClock>().Of(id, default)))!;

    public async Task<DateTimeOffset?> Started(Guid id) => (await Card(id)).StartedAt;

    /// <summary>What is stored, on the clock and on the case, is what its events give when they are played again.</summary>
    public async Task IsFold(Guid id)
    {
        var kept = await Read(services => services.GetRequiredService<ClockDb>().Clocks.SingleAsync(clock => clock.Reference == id));
        var file = await Read(services => services.GetRequiredService<CasesDb>().Cases.SingleAsync(one => one.Id == id));
        var calendar = await Read(services => services.GetRequiredService<IDirectory>().Calendar(kept.OfficeId, default));
        var told = DueDate.Compute(kept.Rule, calendar, kept.Events);
        Assert.Equal((told.State, told.StartedAt?.UtcDateTime, told.DueAt?.UtcDateTime), (kept.State, kept.StartedAt?.UtcDateTime, kept.DueAt?.UtcDateTime));
        Assert.Equal(kept.DueAt, file.DueAt);
    }
}

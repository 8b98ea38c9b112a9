using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Cases;
using OpenSeva.Cases.Submission;

namespace OpenSeva.Tests.Cases;

/// <summary>Every number 1..n of a series is borne, whatever is refused, repeated or sent at the same moment.</summary>
public sealed class SeriesTests(CaseApp app) : IClassFixture<CaseApp>
{
    [Fact]
    public async Task Numbers_run_without_a_gap_under_concurrency_and_aborts()
    {
        var citizens = Enumerable.Range(0, 6).Select(_ => app.As(CaseApp.Citizen())).ToList();
        var drafts = new List<(Api Citizen, Guid Draft, bool Complete)>();
        foreach (var (place, citizen) in citizens.Index())
        {
            drafts.Add((citizen, await CaseApp.PensionDraft(citizen, $"Person {(char)('A' + place)}"), true));
            drafts.Add((citizen, await CaseApp.Draft(citizen, "old-age-pension", CaseApp.PensionPages("Nobody", CaseApp.Panchayat)), false));
        }

        // Every draft is sent from two devices at once; half of them lack their documents.
        var answers = await Task.WhenAll(drafts.Concat(drafts).Select(async draft =>
            (draft.Complete, (await draft.Citizen.TryPost($"/api/v1/drafts/{draft.Draft}/submission", new { })).StatusCode)));

        Assert.All(answers, answer => Assert.Equal(answer.Complete ? HttpStatusCode.Created : HttpStatusCode.BadRequest, answer.StatusCode));
        var numbers = await app.Read(services => Task.FromResult(services.GetRequiredService<CasesDb>().Cases.Select(one => one.Number).ToList()));
        Assert.Equal(Enumerable.Range(1, citizens.Count), numbers.Select(number => int.Parse(number.Split('-')[^2], System.Globalization.CultureInfo.InvariantCulture)).Order());
        Assert.All(numbers, number => Assert.Equal(number, CaseNumber.Read(number)));
        Assert.Null((await app.VerifyJournal()).Fault);
    }
}

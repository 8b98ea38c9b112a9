using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Cases;
using OpenSeva.Cases.Corrections;
using OpenSeva.Cases.Messages;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Desk;
using OpenSeva.Documents;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Storage;
using OpenSeva.Tests.House;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Cases;

/// <summary>Nobody hides what they changed by having the record destroyed.</summary>
public sealed class DestructionGuardTests(CaseApp app) : Destroying(app)
{
    [Theory]
    [InlineData("issued_document", "case_id", "holder", "Somebody Else")]
    [InlineData("case_file", "id", "service", "income-certificate")]
    [InlineData("case_file", "id", "state", "Withdrawn")]
    [InlineData("case_answers", "case_id", "answers", "{}")]
    public async Task A_row_changed_behind_the_programs_back_stops_the_destruction_and_is_still_named(string table, string key, string column, string forged)
    {
        var who = CaseApp.Citizen();
        var (id, _) = await Granted(who);
        var number = (string)(await App.As(who).Get($"/api/v1/cases/{id}"))["number"]!;
        App.Clock.Set(Began.AddYears(21));
        var proposal = await Propose(id);
        var was = await Scalar($"select {column} from {table} where {key} = '{Text(id)}'");
        await Execute($"update {table} set {column} = '{forged}' where {key} = '{Text(id)}'");

        Assert.Equal("journal.does-not-hold", await Code(Second, "destructions/decision", new { destructions = new[] { proposal }, confirm = true }));
        Assert.Contains(number, await (await App.As(Second).TryPost("/api/v1/retention/destructions/decision", new { destructions = new[] { proposal }, confirm = true })).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(await Holds(id, Secret));
        Assert.StartsWith($"{table} ", (await App.VerifyJournal()).Fault, StringComparison.Ordinal);

        await Execute($"update {table} set {column} = '{was}' where {key} = '{Text(id)}'");
        Assert.Null((await App.VerifyJournal()).Fault);
        await Confirm(proposal);
        Assert.Null((await App.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task A_proposal_put_in_by_hand_destroys_nothing()
    {
        var (id, _) = await Granted(CaseApp.Citizen());
        App.Clock.Set(Began.AddYears(21));
        var (proposal, forged) = (await Propose(id), Guid.CreateVersion7());
        await App.As(First).Post("/api/v1/retention/destructions/decision", new { destructions = new[] { proposal }, confirm = false, reason = "Not yet" });
        await Execute($"insert into destruction (id, version, case_id, \"order\", proposed_by, proposed_at, state) select '{Text(forged)}', 0, case_id, \"order\", proposed_by, proposed_at, 'Waiting' from destruction where id = '{Text(proposal)}'");

        Assert.Equal("journal.does-not-hold", await Code(Second, "destructions/decision", new { destructions = new[] { forged }, confirm = true }));
        Assert.True(await Holds(id, Secret));
        await Execute($"delete from destruction where id = '{Text(forged)}'");
    }

    [Fact]
    public async Task What_somebody_proposed_who_is_no_administrator_any_more_destroys_nothing()
    {
        var (id, _) = await Granted(CaseApp.Citizen());
        App.Clock.Set(Began.AddYears(21));
        var proposal = (Guid)(await App.As(First with { Id = CaseApp.Relieved }).Post("/api/v1/retention/destructions", new { cases = new[] { id }, order = Order }))["destructions"]![0]!;

        Assert.Equal("case.destruction-proposer-gone", await Code(Second, "destructions/decision", new { destructions = new[] { proposal }, confirm = true }));
        Assert.True(await Holds(id, Secret));
    }

    [Fact]
    public async Task A_case_that_still_waits_on_a_desk_is_not_destroyed()
    {
        var who = CaseApp.Citizen();
        var (id, _) = await Granted(who);
        var number = (string)(await App.As(who).Get($"/api/v1/cases/{id}"))["number"]!;
        var item = await App.Run(async services =>
        {
            var desk = services.GetRequiredService<IDesk>();
            var before = (await desk.Of(id, default))[0];
            return await desk.Place(new("fee", id, $"case/{id:N}", number, "Lakshmi Amma", "old-age-pension", "social-justice", before.OfficeId, before.PostId, "fee", null, $"/office/cases/{id}"), default);
        });
        App.Clock.Set(Began.AddYears(21));
        var proposal = await Propose(id);

        Assert.Equal("desk.still-open", await Code(Second, "destructions/decision", new { destructions = new[] { proposal }, confirm = true }));
        Assert.True(await Holds(id, Secret));
        await App.Run(async services =>
        {
            await services.GetRequiredService<IDesk>().Close(item, default);
            return true;
        });
        await Confirm(proposal);
        Assert.False(await Holds(id, Secret));
    }

    [Fact]
    public async Task A_correction_on_its_way_keeps_the_record_it_stands_on()
    {
        var who = CaseApp.Citizen();
        var (id, _) = await Granted(who);
        App.Clock.Set(Began.AddYears(21));
        var destroyed = await Beside(
            who, services => services.GetRequiredService<AskCorrection>().Ask(id, new(new JsonObject { ["guardian-name"] = "Ramankutty" }, "Misspelt"), default), await Propose(id));

        Assert.Equal(HttpStatusCode.Conflict, destroyed.StatusCode);
        Assert.Contains("case.correction-kept", await destroyed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(await Holds(id, Secret));
    }

    /// <summary>An act that is not committed yet when the destruction is confirmed, and commits then.</summary>
    private async Task<HttpResponseMessage> Beside<T>(Actor who, Func<IServiceProvider, Task<T>> act, Guid proposal)
    {
        var (begun, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        var acting = App.Run(async services =>
        {
            var done = await act(services);
            begun.TrySetResult();
            await end.Task;
            return done;
        }, who);
        await Task.WhenAny(begun.Task, acting);
        var destroying = App.As(Second).TryPost("/api/v1/retention/destructions/decision", new { destructions = new[] { proposal }, confirm = true });
        // It waits for the other; were it not to, it would be done by now, and the assertion would tell.
        await Task.WhenAny(destroying, Task.Delay(1500, TestContext.Current.CancellationToken));
        end.SetResult();
        await acting;
        return await destroying;
    }
}

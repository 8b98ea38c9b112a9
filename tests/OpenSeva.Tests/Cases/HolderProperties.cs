using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Cases;
using OpenSeva.Cases.Decisions;
using OpenSeva.Cases.Objections;
using OpenSeva.Cases.Withdrawal;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Desk;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.Cases;

/// <summary>Whatever is tried in whatever order: one holder while the case is open, none after; only what the model allows happens.</summary>
public sealed class HolderProperties(CaseApp app) : IClassFixture<CaseApp>
{
    public enum Try { Forward, Recommend, Return, Object, Approve, Reject, Answer, EndObjection, Withdraw, Stranger }

    [Fact]
    public async Task A_case_has_exactly_one_holder_until_it_ends()
    {
        var config = Trial.Sample(12).WithEndSize(14);
        await Task.Run(() => Check.One(config, Prop.ForAll(
            Gen.Elements(Enum.GetValues<Try>()).ListOf().ToArbitrary(), tries => Holds(tries).GetAwaiter().GetResult())));
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    private async Task<bool> Holds(IList<Try> tries)
    {
        var citizen = CaseApp.Citizen();
        var id = await CaseApp.Pension(app.As(citizen));
        var people = new People(citizen, await app.Officer("panchayat-secretary", CaseApp.Panchayat), await app.Officer("social-justice-officer", CaseApp.Panchayat));
        var model = new Model();
        foreach (var one in tries)
        {
            var expected = model.Allows(one);
            app.Clock.Advance(TimeSpan.FromMinutes(7));
            Assert.Equal(expected, await Do(one, id, people, model));
            if (expected) model.Do(one);
            await Look(id, model);
        }

        return true;
    }

    private async Task<bool> Do(Try one, Guid id, People people, Model model)
    {
        var holder = model.Stage is "sanction" ? people.Officer : people.Secretary;
        try
        {
            switch (one)
            {
                case Try.Answer:
                    await app.Read(services => services.GetRequiredService<AnswerObjection>().Answer(id, new(new JsonObject { ["guardian-name"] = "Raman" }), null, default), people.Citizen);
                    break;
                case Try.EndObjection:
                    await app.Read(services => services.GetRequiredService<EndObjection>().End(id, "No answer", null, default), holder);
                    break;
                case Try.Withdraw:
                    await app.Read(services => services.GetRequiredService<Withdraw>().TakeBack(id, null, null, default), people.Citizen);
                    break;
                case Try.Stranger:
                    await Act(id, "approve", holder with { PostId = Guid.CreateVersion7() });
                    break;
                default:
                    await Act(id, one.ToString().ToLowerInvariant(), holder);
                    break;
            }

            return true;
        }
        catch (Refusal)
        {
            return false;
        }
    }

    private Task<Decide.Decided> Act(Guid id, string action, Actor actor) => app.Read(services => services.GetRequiredService<Decide>().Act(id, action, action switch
    {
        "forward" => new(Fields: new() { ["visit-date"] = "2026-11-16", ["visit-report"] = "Visited the house." }),
        "recommend" => new(Fields: new() { ["resolution-number"] = "1", ["resolution-date"] = "2026-11-16" }),
        "return" => new("Look again"),
        "object" => new(Points: [new(PointKind.Field, "guardian-name", "does-not-match")]),
        "reject" => new(Reasons: ["false-statement"]),
        _ => new(),
    }, null, default), actor);

    private async Task Look(Guid id, Model model)
    {
        var file = await app.Read(services => Task.FromResult(services.GetRequiredService<CasesDb>().Cases.Single(one => one.Id == id)));
        Assert.Equal((model.State, model.Stage), (file.State, file.Stage));
        var open = (await app.Read(services => services.GetRequiredService<IDesk>().Of(id, default))).Where(item => item.ClosedAt is null).ToList();
        Assert.Equal(model.IsOver ? [] : [file.PostId], open.Select(item => item.PostId));

        // The holder is the fold of the movements: each begins where the one before ended, the last is open while the case is.
        var movements = await app.Read(services => services.GetRequiredService<IDesk>().Movements(id, default));
        Assert.All(movements.Zip(movements.Skip(1)), pair => Assert.Equal(pair.First.Until, pair.Second.From));
        Assert.Equal(model.IsOver, movements[^1].Until is not null);
        if (!model.IsOver) Assert.Equal(file.PostId, movements[^1].PostId);
    }

    private sealed record People(Actor Citizen, Actor Secretary, Actor Officer);

    /// <summary>The pension's desks as a child would draw them.</summary>
    private sealed class Model
    {
        public CaseState State { get; private set; }

        public string Stage { get; private set; } = "verification";

        public bool IsOver => State is not (CaseState.Open or CaseState.WithCitizen);

        public bool Allows(Try one) => one switch
        {
            Try.Forward => State is CaseState.Open && Stage is "verification",
            Try.Recommend => State is CaseState.Open && Stage is "resolution",
            Try.Return or Try.Approve or Try.Reject => State is CaseState.Open && Stage is "sanction",
            Try.Object => State is CaseState.Open && Stage is "verification" or "sanction" && State is CaseState.Open,
            Try.Answer or Try.EndObjection => State is CaseState.WithCitizen,
            Try.Withdraw => !IsOver,
            _ => false,
        };

        public void Do(Try one) => (State, Stage) = one switch
        {
            Try.Forward => (State, "resolution"),
            Try.Recommend => (State, "sanction"),
            Try.Return => (State, "verification"),
            Try.Object => (CaseState.WithCitizen, Stage),
            Try.Approve => (CaseState.Approved, Stage),
            Try.Reject => (CaseState.Rejected, Stage),
            Try.Withdraw => (CaseState.Withdrawn, Stage),
            _ => (CaseState.Open, Stage),
        };
    }
}

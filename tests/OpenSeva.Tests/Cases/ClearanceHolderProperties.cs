using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Cases;
using OpenSeva.Cases.Clearances;
using OpenSeva.Cases.Decisions;
using OpenSeva.Cases.Objections;
using OpenSeva.Cases.Withdrawal;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Desk;
using OpenSeva.Directory;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.Cases;

/// <summary>
/// Parallel clearances, colleagues who take over, desks that pull back, in whatever order: the case has one holder while it
/// is open, every waiting clearance has one of its own, and nothing is left on a desk when the case is over.
/// </summary>
public sealed class ClearanceHolderProperties(CaseApp app) : IClassFixture<CaseApp>
{
    private static readonly Actor Administrator = new(ActorKind.Staff, Guid.CreateVersion7(), null, "local-government", [Grant.Administrator]);

    public enum Try { Ask, Clear, Refuse, Recommend, Return, PullBack, TakeOver, TakeOverClearance, Open, Object, Answer, Approve, Reject, Withdraw }

    [Fact]
    public async Task Every_item_has_one_holder_whatever_officers_try()
    {
        var colleagues = (await Colleague("municipal-licensing-officer"), await Colleague("health-inspector"));
        var tries = Gen.Frequency(
            (4, Gen.Constant(Try.Ask)), (4, Gen.Constant(Try.Clear)), (1, Gen.Constant(Try.Refuse)), (4, Gen.Constant(Try.Recommend)), (2, Gen.Constant(Try.Return)),
            (3, Gen.Constant(Try.PullBack)), (3, Gen.Constant(Try.TakeOver)), (2, Gen.Constant(Try.TakeOverClearance)), (1, Gen.Constant(Try.Open)),
            (1, Gen.Constant(Try.Object)), (1, Gen.Constant(Try.Answer)), (1, Gen.Constant(Try.Approve)), (1, Gen.Constant(Try.Reject)), (1, Gen.Constant(Try.Withdraw)));
        await Task.Run(() => Check.One(
            Trial.Sample(10).WithStartSize(6).WithEndSize(24), Prop.ForAll(tries.ListOf().ToArbitrary(), list => Holds([.. list], colleagues.Item1, colleagues.Item2).GetAwaiter().GetResult())));
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    private async Task<bool> Holds(List<Try> tries, Actor colleague, Actor inspector)
    {
        var payer = Guid.CreateVersion7();
        var citizen = CaseApp.Citizen(payer);
        var id = await CaseApp.LicenceDraft(app.As(citizen));
        await app.As(citizen).Post($"/api/v1/drafts/{id}/submission", new { });
        await app.Pay(id, payer);
        foreach (var one in tries)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(3));
            try
            {
                await Do(one, id, citizen, colleague, inspector);
            }
            catch (Refusal)
            {
                // What is refused leaves everything as it was; the look below says so.
            }

            await Look(id);
        }

        return true;
    }

    private async Task Do(Try one, Guid id, Actor citizen, Actor colleague, Actor inspector)
    {
        var file = await File(id);
        var holder = new Actor(ActorKind.Staff, Guid.CreateVersion7(), file.PostId, "local-government", []);
        switch (one)
        {
            case Try.Clear or Try.Refuse:
                var asked = await app.Read(services => services.GetRequiredService<CasesDb>().Clearances.FirstOrDefaultAsync(asked => asked.CaseId == id && asked.State == ClearanceState.Waiting)) ?? throw new Refusal("trial.nothing");
                await app.Read(services => services.GetRequiredService<AnswerClearance>().Answer(id, asked.Id, one is Try.Clear, "Looked at it.", default), holder with { PostId = asked.PostId });
                break;
            case Try.PullBack:
                var last = await app.Read(services => services.GetRequiredService<CasesDb>().Acts.Where(act => act.CaseId == id).OrderByDescending(act => act.N).FirstAsync());
                await app.Read(services => services.GetRequiredService<PullBack>().Pull(id, default), holder with { PostId = last.PostId ?? file.PostId });
                break;
            case Try.TakeOver:
                await app.Run(async services => { await services.GetRequiredService<IDesk>().Claim(file.ItemId, colleague.PostId!.Value, default); return true; }, colleague);
                break;
            case Try.TakeOverClearance:
                var item = (await Items(id)).FirstOrDefault(item => item is { Kind: "clearance", ClosedAt: null }) ?? throw new Refusal("trial.nothing");
                await app.Run(async services => { await services.GetRequiredService<IDesk>().Claim(item.Id, inspector.PostId!.Value, default); return true; }, inspector);
                break;
            case Try.Open:
                await app.Run(async services => { await services.GetRequiredService<IDesk>().Opened(id, file.PostId, default); return true; }, holder);
                break;
            case Try.Answer:
                await app.Read(services => services.GetRequiredService<AnswerObjection>().Answer(id, new(new JsonObject { ["trade-name"] = "Biju's Tea" }), null, default), citizen);
                break;
            case Try.Withdraw:
                await app.Read(services => services.GetRequiredService<Withdraw>().TakeBack(id, null, null, default), citizen);
                break;
            default:
                await app.Read(services => services.GetRequiredService<Decide>().Act(id, one is Try.Ask ? "ask-clearances" : one.ToString().ToLowerInvariant(), one switch
                {
                    Try.Recommend => new("In spite of whoever objects", Fields: new() { ["inspection-date"] = "2026-11-16", ["inspection-report"] = "Everything is in order here." }),
                    Try.Return => new("Look again"),
                    Try.Approve => new("In spite of whoever objects"),
                    Try.Object => new(Points: [new(PointKind.Field, "trade-name", "does-not-match")]),
                    Try.Reject => new(Reasons: ["no-answer"]),
                    _ => new(),
                }, null, default), holder);
                break;
        }
    }

    private async Task Look(Guid id)
    {
        var file = await File(id);
        var isOpen = file.State is CaseState.Open or CaseState.WithCitizen;
        var items = await Items(id);
        Assert.Equal(isOpen ? [(file.ItemId, file.PostId)] : [], items.Where(item => item is { Kind: "application", ClosedAt: null }).Select(item => (item.Id, item.PostId)));
        var waiting = await app.Read(services => services.GetRequiredService<CasesDb>().Clearances.Where(asked => asked.CaseId == id && asked.State == ClearanceState.Waiting).ToListAsync());
        Assert.Equal(waiting.Select(asked => (asked.ItemId, asked.PostId)).Order(), items.Where(item => item is { Kind: "clearance", ClosedAt: null }).Select(item => (item.Id, item.PostId)).Order());
        Assert.True(isOpen || waiting.Count is 0);
        foreach (var movements in (await app.Read(services => services.GetRequiredService<IDesk>().Movements(id, default))).GroupBy(movement => movement.ItemId))
        {
            var item = items.Single(one => one.Id == movements.Key);
            Assert.All(movements.Zip(movements.Skip(1)), pair => Assert.Equal(pair.First.Until, pair.Second.From));
            Assert.Equal((item.PostId, item.ClosedAt), (movements.Last().PostId, movements.Last().Until));
        }
    }

    private Task<OpenSeva.Cases.CaseFile.Case> File(Guid id) => app.Read(services => services.GetRequiredService<CasesDb>().Cases.SingleAsync(one => one.Id == id));

    private Task<IReadOnlyList<ItemCard>> Items(Guid id) => app.Read(services => services.GetRequiredService<IDesk>().Of(id, default));

    /// <summary>A second post with the role in the office that answers for the ward.</summary>
    private async Task<Actor> Colleague(string role)
    {
        var beside = (await app.Services.GetRequiredService<LiveDirectory>().Today(default)).Posts[(await app.Officer(role, CaseApp.Ward)).PostId!.Value];
        var made = await app.As(Administrator).Post(
            "/api/v1/directory/posts", new { code = $"{beside.Code}-TWO", title = new { en = "Colleague" }, office = beside.Office, roles = new[] { role }, units = beside.Units, reason = "G.O. 51" });
        return new(ActorKind.Staff, Guid.CreateVersion7(), Guid.Parse(made["subject"]!.GetValue<string>()["post/".Length..]), "local-government", []);
    }
}

using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Clock;
using OpenSeva.Insight;
using OpenSeva.Insight.Counting;
using OpenSeva.Insight.Dashboard;
using OpenSeva.Insight.Facts;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.Insight;

public sealed class CountingTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 16, 4, 30, 0, TimeSpan.Zero);

    [Fact]
    public void The_order_in_which_facts_are_heard_does_not_matter() =>
        Prop.ForAll(
            (from events in History.Of(1) from order in Gen.Shuffle(events) select (events, order)).ToArbitrary(),
            pair => Assert.Equivalent(CaseRow.Fold(pair.events.Select(Fact)), CaseRow.Fold(pair.order.Select(Fact)))).Check(Trial.Sample(300));

    [Fact]
    public void Before_the_submission_is_heard_nothing_counts() =>
        Assert.Null(CaseRow.Fold([HearCases.Of(new CaseWithdrawn(Guid.NewGuid(), "INC/1", "s", "d", Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Now))]));

    [Fact]
    public async Task Counted_step_by_step_rebuilt_and_by_brute_force_the_numbers_are_the_same()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        foreach (var events in History.Of(25).Sample(2, new Rnd((ulong)seed), 25)) await Compare(events, new Random(seed));
    }

    private static async Task Compare(IEvent[] events, Random random)
    {
        await using var app = new SevaApp();
        await app.InitializeAsync();
        var heard = events.ToArray();
        random.Shuffle(heard);
        foreach (var happened in heard) await Hear(app, happened, Guid.CreateVersion7());
        // At least once: some are delivered again under the key they had, which the relay makes of the message.
        var twice = Guid.CreateVersion7();
        var again = new CaseSubmitted(Guid.CreateVersion7(), "INC/again", "service-0", 1, "dep-0", Guid.NewGuid(), Guid.NewGuid(), Guid.Empty, Now, null);
        await Hear(app, again, twice);
        await Hear(app, again, twice);
        var all = events.Append(again).ToArray();

        var counted = await Check(app, all);
        Assert.Equal(all.OfType<CaseSubmitted>().Count(), await app.Read(services => services.GetRequiredService<Rebuild>().Run(default)));
        var rebuilt = await Check(app, all);

        Assert.Equal(counted, rebuilt);
    }

    /// <summary>Every number of every place against the oracle, and against the rows behind it.</summary>
    private static async Task<IReadOnlyList<string>> Check(SevaApp app, IEvent[] events)
    {
        var seen = new List<string>();
        foreach (var period in (string[])[Period.Default, "last", "month"])
        {
            foreach (var scope in Scopes(events))
            {
                var (view, rows) = await app.Read(async services =>
                {
                    var board = await services.GetRequiredService<Board>().Of(scope with { Service = null }, period, default);
                    var behind = new Dictionary<Counted, int>();
                    foreach (var what in Enum.GetValues<Counted>())
                        behind[what] = await services.GetRequiredService<CountedCases>().Counted(what, scope, board.Period, board.At).CountAsync();
                    return (board, behind);
                });
                var numbers = scope.Service is null ? view.Total : view.Services.Where(line => line.Scope == scope).Select(line => line.Figures).SingleOrDefault();

                Assert.Equal(Oracle.Count(events, scope, view.Period.From, view.Period.Until, view.At), numbers);
                Assert.Equal(
                    [numbers.Received, numbers.Disposed, numbers.Within, numbers.Late, numbers.Rejected, numbers.SentBack, numbers.Withdrawn, numbers.Pending, numbers.Beyond, numbers.Paused,
                        numbers.BroughtForward, numbers.PassedIn, numbers.PassedOut, numbers.CarriedForward],
                    Enum.GetValues<Counted>().Select(what => (long)rows[what]));
                Assert.Equal(numbers.BroughtForward + numbers.Received + numbers.PassedIn, numbers.Disposed + numbers.Withdrawn + numbers.PassedOut + numbers.CarriedForward);
                if (scope is { Department: not null, Office: null, Service: null })
                {
                    // The offices' lines add up to the department, and what one passes out another has passed in.
                    Assert.Equal(view.Total with { PassedIn = 0, PassedOut = 0 }, view.Lines.Aggregate(default(Figures), (sum, line) => sum + line.Figures) with { PassedIn = 0, PassedOut = 0 });
                    Assert.Equal(view.Lines.Sum(line => line.Figures.PassedIn), view.Lines.Sum(line => line.Figures.PassedOut));
                }

                seen.Add($"{period} {scope} {numbers} {view.MedianDays} {string.Join(' ', view.Trend)}");
            }
        }

        return seen;
    }

    private static IEnumerable<Scope> Scopes(IEvent[] events)
    {
        yield return new Scope();
        foreach (var department in (string[])["dep-0", "dep-1"])
        {
            yield return new Scope(department);
            yield return new Scope(department, Service: "service-1");
            foreach (var seat in events.OfType<CaseSubmitted>().Take(2))
            {
                yield return new Scope(department, seat.OfficeId);
                yield return new Scope(department, seat.OfficeId, seat.PostId);
            }
        }
    }

    private static async Task Hear(SevaApp app, IEvent happened, Guid message)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var acting = scope.ServiceProvider.GetRequiredService<Acting>();
        (acting.Actor, acting.Key) = (Actor.System, new RequestKey($"HearCases/{message:N}", [1]));
        var ears = scope.ServiceProvider.GetRequiredService<HearCases>();
        await (happened switch
        {
            CaseSubmitted e => ears.Handle(e, default),
            CaseMoved e => ears.Handle(e, default),
            CaseTakenOver e => ears.Handle(e, default),
            ObjectionRaised e => ears.Handle(e, default),
            ObjectionAnswered e => ears.Handle(e, default),
            CaseDecided e => ears.Handle(e, default),
            CaseWithdrawn e => ears.Handle(e, default),
            ClockMoved e => ears.Handle(e, default),
            DueChanged e => ears.Handle(e, default),
            _ => throw new InvalidOperationException(happened.GetType().Name),
        });
    }

    private static Fact Fact(IEvent happened) => happened switch
    {
        CaseSubmitted e => HearCases.Of(e),
        CaseMoved e => HearCases.Of(e),
        CaseTakenOver e => HearCases.Of(e),
        ObjectionRaised e => HearCases.Of(e),
        ObjectionAnswered e => HearCases.Of(e),
        CaseDecided e => HearCases.Of(e),
        CaseWithdrawn e => HearCases.Of(e),
        ClockMoved e => HearCases.Of(e),
        DueChanged e => HearCases.Of(e),
        _ => throw new InvalidOperationException(happened.GetType().Name),
    };
}

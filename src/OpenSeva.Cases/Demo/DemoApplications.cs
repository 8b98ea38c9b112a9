using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;

namespace OpenSeva.Cases.Demo;

/// <summary>
/// Lives through the demonstration's weeks: citizens apply each day, officers act some days later, through the same
/// slices the pages call. What is not done by now waits at its desk, some of it beyond its limit. The same every time.
/// </summary>
internal sealed class DemoApplications(IServiceScopeFactory scopes, TimeProvider clock, OutboxRelay relay) : IDemoStep
{
    private const int Seed = 2026;
    private readonly Random random = new(Seed);
    private readonly PriorityQueue<Func<CancellationToken, Task>, DateTimeOffset> toCome = new();

    public int Order => 50;

    public string Title => "Applications of the last weeks";

    public async Task Load(CancellationToken ct)
    {
        if (clock is not MovableClock time) return;
        var until = TimeProvider.System.GetUtcNow();
        Plan(time.GetUtcNow(), until);
        while (toCome.TryDequeue(out var happens, out var at) && at < until)
        {
            time.MoveTo(at);
            await happens(ct);
            await relay.Drain(ct);
        }

        time.MoveTo(until);
    }

    /// <summary>Which day brings how many applications, from whom, about what.</summary>
    private void Plan(DateTimeOffset from, DateTimeOffset until)
    {
        var (stories, waiting) = Story.All();
        var citizens = StoryCitizen.All();
        for (var day = from; day < until; day = day.AddDays(1))
        {
            var local = TimeZoneInfo.ConvertTime(day, Time.India);
            var most = local.DayOfWeek is DayOfWeek.Sunday ? 1 : local.DayOfWeek is DayOfWeek.Saturday ? 3 : 7;
            for (var i = random.Next(most / 2, most + 1); i > 0; i--)
            {
                Applies(local.Date, new DemoLife(scopes, clock, Pick(stories), citizens[random.Next(citizens.Count)], random, Later));
            }
        }

        foreach (var one in waiting)
        {
            var story = stories.First(story => story.Code == one.Code);
            var citizen = citizens.First(citizen => citizen.Name == one.Citizen);
            Applies(TimeZoneInfo.ConvertTime(until, Time.India).Date.AddDays(-one.Days), new DemoLife(scopes, clock, story, citizen, random, Later, one.Steps));
        }

        void Applies(DateTime date, DemoLife life)
        {
            var at = new DateTimeOffset(date, Time.India.BaseUtcOffset).AddHours(8).AddMinutes(random.Next(0, 12 * 60)).AddSeconds(random.Next(60));
            if (at > from) toCome.Enqueue(life.Apply, at);
        }
    }

    private Story Pick(IReadOnlyList<Story> stories)
    {
        var left = random.Next(stories.Sum(story => story.Weight));
        return stories.First(story => (left -= story.Weight) < 0);
    }

    /// <summary>Some working days on, within office hours.</summary>
    private void Later(int workingDays, Func<CancellationToken, Task> happens)
    {
        var local = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Time.India);
        var date = local.Date;
        for (var left = workingDays; left > 0 || date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;)
        {
            date = date.AddDays(1);
            if (date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) left--;
        }

        var at = new DateTimeOffset(date, Time.India.BaseUtcOffset).AddHours(10).AddMinutes(random.Next(0, 400)).AddSeconds(random.Next(60));
        toCome.Enqueue(happens, at > clock.GetUtcNow() ? at : clock.GetUtcNow().AddMinutes(20));
    }
}

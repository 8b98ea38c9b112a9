using FsCheck;
using FsCheck.Fluent;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Clock;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;

namespace OpenSeva.Tests.Insight;

/// <summary>What happened to a small state's applications: a random, but possible, sequence of events of each.</summary>
internal static class History
{
    public static readonly DateTimeOffset Start = new(2026, 3, 20, 4, 30, 0, TimeSpan.Zero);

    private static readonly Guid[] Offices = [.. Enumerable.Range(1, 4).Select(n => new Guid(n, 0, 0, new byte[8]))];

    public static Gen<IEvent[]> Of(int cases) =>
        from seeds in Gen.Choose(0, int.MaxValue).ListOf(cases)
        select seeds.SelectMany((seed, number) => Case(number, new Random(seed))).ToArray();

    /// <summary>One application from its submission to wherever it stands.</summary>
    private static IEnumerable<IEvent> Case(int n, Random random)
    {
        var id = new Guid(n, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);
        var (number, service) = ($"INC/{n}", $"service-{random.Next(3)}");
        var at = Start.AddHours(random.Next(24 * 300)).AddSeconds(n);
        var (office, post) = Seat(random);
        var department = $"dep-{random.Next(2)}";
        DateTimeOffset? due = at.AddDays(random.Next(1, 40));
        yield return new CaseSubmitted(id, number, service, 1, department, office, post, Guid.Empty, at, due);

        for (var steps = random.Next(6); steps > 0; steps--)
        {
            at = at.AddHours(random.Next(1, 200)).AddMinutes(1);
            var from = post;
            switch (random.Next(8))
            {
                case 0 or 1:
                    (office, post) = Seat(random);
                    yield return new CaseMoved(id, number, service, department, from, office, post, "stage", Guid.Empty, at, due);
                    break;
                case 7:
                    post = Beside(post, random);
                    yield return new CaseTakenOver(id, number, service, department, from, office, post, at);
                    break;
                case 2:
                    yield return new ObjectionRaised(id, number, service, Guid.Empty, post, 2, at);
                    yield return new ClockMoved(id, ClockEventKind.Paused, "citizen", ClockState.Paused, null, at);
                    at = at.AddDays(random.Next(1, 20));
                    if (random.Next(4) == 0)
                    {
                        // A colleague may take over what waits for the citizen; it goes on waiting.
                        post = Beside(post, random);
                        yield return new CaseTakenOver(id, number, service, department, from, office, post, at);
                        at = at.AddHours(5);
                    }

                    if (random.Next(3) == 0) yield break;

                    due = at.AddDays(5);
                    yield return new ObjectionAnswered(id, number, service, Guid.Empty, post, at, due);
                    break;
                case 3:
                    due = due?.AddDays(1);
                    yield return new DueChanged(id, due?.AddDays(-1), due, DateOnly.FromDateTime(at.Date), at);
                    break;
                case 4:
                    yield return new CaseWithdrawn(id, number, service, department, office, post, Guid.Empty, at);
                    yield break;
                default:
                    yield return new CaseDecided(
                        id, number, service, 1, department, office, post, Guid.Empty, Guid.Empty, random.Next(4) > 0, at, due, at <= due, null);
                    yield break;
            }
        }
    }

    private static Guid Beside(Guid post, Random random) => new(post.ToByteArray(bigEndian: true)[3], (short)random.Next(1, 3), 0, new byte[8]);

    private static (Guid Office, Guid Post) Seat(Random random)
    {
        var office = random.Next(Offices.Length);
        return (Offices[office], new Guid(office + 1, (short)random.Next(1, 3), 0, new byte[8]));
    }
}

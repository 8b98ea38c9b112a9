using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Clock;
using OpenSeva.Insight.Dashboard;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.Insight;

/// <summary>Counts by brute force over the events, one application at a time, in plain words and slowly.</summary>
internal static class Oracle
{
    public static Figures Count(IEnumerable<IEvent> events, Scope scope, DateTimeOffset from, DateTimeOffset until, DateTimeOffset now)
    {
        var numbers = default(Figures);
        foreach (var history in events.GroupBy(IdOf)) numbers += One([.. history], scope, from, until, now);
        return numbers;
    }

    private static Figures One(IReadOnlyList<IEvent> history, Scope scope, DateTimeOffset from, DateTimeOffset until, DateTimeOffset now)
    {
        var submitted = history.OfType<CaseSubmitted>().Single();
        if (scope.Department is not null && scope.Department != submitted.Department) return default;
        if (scope.Service is not null && scope.Service != submitted.Service) return default;

        var (office, post, due) = (submitted.OfficeId, submitted.PostId, submitted.DueAt);
        foreach (var happened in history)
        {
            if (Came(happened) is { } came) (office, post) = (came.Office, came.Post);
            due = happened switch
            {
                CaseMoved e => e.DueAt,
                ObjectionAnswered e => e.DueAt,
                ClockMoved e => e.DueAt,
                DueChanged e => e.DueAt,
                _ => due,
            };
        }

        var numbers = Moves(history, submitted, scope, from, until);
        if (Here(submitted.OfficeId, submitted.PostId) && submitted.At >= from && submitted.At < until) numbers += new Figures { Received = 1 };
        if (!Here(office, post)) return numbers;

        if (history.OfType<CaseDecided>().SingleOrDefault() is { } decided)
        {
            if (decided.At < from || decided.At >= until) return numbers;

            return numbers + new Figures
            {
                Disposed = 1,
                Within = decided.WithinLimit ? 1 : 0,
                Approved = decided.Approved ? 1 : 0,
                SentBack = history.OfType<ObjectionRaised>().Any() ? 1 : 0,
            };
        }

        if (history.OfType<CaseWithdrawn>().SingleOrDefault() is { } withdrawn)
            return numbers + new Figures { Withdrawn = withdrawn.At >= from && withdrawn.At < until ? 1 : 0 };

        return numbers + new Figures { Pending = 1, Beyond = due < now ? 1 : 0, Paused = due is null ? 1 : 0 };

        bool Here(Guid inOffice, Guid atPost) => (scope.Office is null || scope.Office == inOffice) && (scope.Post is null || scope.Post == atPost);
    }

    /// <summary>Who holds it, step by step: what the place has at the period's beginning and end, and what came to it and went from it between.</summary>
    private static Figures Moves(IReadOnlyList<IEvent> history, CaseSubmitted submitted, Scope scope, DateTimeOffset from, DateTimeOffset until)
    {
        var numbers = default(Figures);
        var (at, place) = (submitted.At, (Office: submitted.OfficeId, Post: submitted.PostId));
        foreach (var came in history.Select(Came).OfType<(Guid Office, Guid Post, DateTimeOffset At)>())
        {
            var next = (came.Office, came.Post);
            if (next == place) continue;

            numbers += Stay(at, came.At);
            // Looked at as a whole, an office passes nothing between its own desks, a department nothing at all.
            var counts = scope.Office is not null && (scope.Post is not null || next.Office != place.Office) && came.At >= from && came.At < until;
            if (counts && Here(place)) numbers += new Figures { PassedOut = 1 };
            if (counts && Here(next)) numbers += new Figures { PassedIn = 1 };
            (at, place) = (came.At, next);
        }

        var end = history.OfType<CaseDecided>().Select(happened => happened.At).Concat(history.OfType<CaseWithdrawn>().Select(happened => happened.At)).DefaultIfEmpty(DateTimeOffset.MaxValue).Single();
        return numbers + Stay(at, end);

        bool Here((Guid Office, Guid Post) seat) => (scope.Office is null || scope.Office == seat.Office) && (scope.Post is null || scope.Post == seat.Post);

        Figures Stay(DateTimeOffset since, DateTimeOffset left) => !Here(place) ? default : new Figures
        {
            BroughtForward = since < from && left >= from ? 1 : 0,
            CarriedForward = since < until && left >= until ? 1 : 0,
        };
    }

    /// <summary>Which desk it came to; null when it stayed where it was.</summary>
    private static (Guid Office, Guid Post, DateTimeOffset At)? Came(IEvent happened) => happened switch
    {
        CaseMoved e => (e.OfficeId, e.PostId, e.At),
        CaseTakenOver e => (e.OfficeId, e.PostId, e.At),
        _ => null,
    };

    private static Guid IdOf(IEvent happened) => happened switch
    {
        CaseSubmitted e => e.CaseId,
        CaseMoved e => e.CaseId,
        CaseTakenOver e => e.CaseId,
        ObjectionRaised e => e.CaseId,
        ObjectionAnswered e => e.CaseId,
        CaseDecided e => e.CaseId,
        CaseWithdrawn e => e.CaseId,
        ClockMoved e => e.Reference,
        DueChanged e => e.Reference,
        _ => throw new InvalidOperationException(happened.GetType().Name),
    };
}

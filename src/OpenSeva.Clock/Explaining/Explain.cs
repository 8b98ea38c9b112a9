using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Contracts.Clock;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;

namespace OpenSeva.Clock;

/// <summary>Why a case is due when it is due: every day counted or skipped, and for what reason.</summary>
public sealed class Explain
{
    private readonly IClock clock;
    private readonly ICases cases;
    private readonly ICatalogue catalogue;
    private readonly Acting acting;

    internal Explain(IClock clock, ICases cases, ICatalogue catalogue, Acting acting) =>
        (this.clock, this.cases, this.catalogue, this.acting) = (clock, cases, catalogue, acting);

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/cases/{caseId:guid}/clock", Get)
        .RequireAuthorization(Policy.SignedIn)
        .WithTags("Clock")
        .WithSummary("Explain a case's due date day by day");

    private static async Task<Results<Ok<ClockExplanation>, NotFound>> Get(Guid caseId, Explain explain, CancellationToken ct) =>
        await explain.ToReader(caseId, ct) is { } told ? TypedResults.Ok(told) : TypedResults.NotFound();

    /// <returns>Null when there is no such case, no clock runs for it, or the one who asks may not read it.</returns>
    public async Task<ClockExplanation?> ToReader(Guid caseId, CancellationToken ct) =>
        await cases.MayRead(caseId, acting.Actor, ct) ? await Of(caseId, ct) : null;

    /// <summary>For pages that have already asked who reads.</summary>
    internal async Task<ClockExplanation?> Of(Guid caseId, CancellationToken ct)
    {
        if (await clock.Of(caseId, ct) is not { } card || await clock.Explain(caseId, ct) is not { } told) return null;

        var isPaused = card.PauseReason is not null || told.Days.Any(day => day.Verdict is DayVerdict.Paused);
        var names = isPaused ? await PauseNames(caseId, ct) : code => code;
        return new ClockExplanation(
            card.State, card.Start, told.StartedAt, told.StoppedAt, told.DueAt, card.Limit, card.Unit, card.DaysCounted, Named(card.PauseReason),
            [.. told.Days.Select(day => day.Verdict is DayVerdict.Paused ? day with { Reason = Named(day.Reason) } : day)],
            [.. told.LeftOut.Select(one => new LateHoliday(one.Holiday.Date, one.Holiday.Reason, one.Holiday.DeclaredAt, one.Because))],
            told.WouldBeDueAt);

        string? Named(string? reason) => reason is null ? null : names(reason);
    }

    /// <summary>The service says its pauses in its own words, in the version the case began under.</summary>
    private async Task<Func<string, string>> PauseNames(Guid caseId, CancellationToken ct)
    {
        var service = await cases.Case(caseId, ct) is { } card ? await catalogue.Version(card.Service, card.ServiceVersion, ct) : null;
        return service is null ? code => code : code => service.Texts[$"pauses.{code}"];
    }
}

/// <summary>A due date and everything that led to it.</summary>
/// <param name="Start">The event the time begins with.</param>
/// <param name="DueAt">Null before the start and while the clock stands still.</param>
/// <param name="DaysCounted">Days counted until now.</param>
/// <param name="Days">Every date from the excluded first day to the due date.</param>
/// <param name="LeftOut">Holidays declared too late to change anything.</param>
public sealed record ClockExplanation(
    ClockState State, StartRule Start, DateTimeOffset? StartedAt, DateTimeOffset? StoppedAt, DateTimeOffset? DueAt,
    int Limit, LimitUnit Unit, int DaysCounted, string? PauseReason,
    IReadOnlyList<DayLine> Days, IReadOnlyList<LateHoliday> LeftOut, DateTimeOffset? WouldBeDueAt)
{
    internal bool IsBreachedAt(DateTimeOffset instant) => DueAt is { } due && instant > due && !(StoppedAt <= due);
}

/// <summary>A holiday that changes nothing, and why.</summary>
public sealed record LateHoliday(DateOnly Date, string Reason, DateTimeOffset? DeclaredAt, TooLate Because);

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Tracking;

/// <summary>What whoever tracks sees: where the application is and what happened, by post and office, without any person or answer.</summary>
internal sealed class TrackView(CasesDb db, ICatalogue catalogue, IDirectory directory, DaysLeft left, TimeProvider clock, Words words)
{
    public async Task<Tracked?> Of(Guid id, CancellationToken ct)
    {
        var file = await db.Cases.Where(one => one.Id == id)
            .Select(one => new { one.Number, one.Service, one.ServiceVersion, one.State, one.Stage, one.SubmittedAt, one.DueAt, one.DecidedAt, one.PostId, one.HeldSince, one.OfficeId })
            .FirstOrDefaultAsync(ct);
        if (file is null || await catalogue.Version(file.Service, file.ServiceVersion, ct) is not { } service) return null;

        var acts = await db.Acts.Where(act => act.CaseId == id).OrderBy(act => act.N)
            .Select(act => new { act.Kind, act.Action, act.At, act.ToPost }).ToListAsync(ct);
        var seats = (await directory.Posts([.. acts.Select(act => act.ToPost).OfType<Guid>().Append(file.PostId).Distinct()], clock.Today, ct)).ToDictionary(seat => seat.PostId);
        var waits = file.State is CaseState.Open or CaseState.WithCitizen;
        return new(
            file.Number, service.Name, file.State, CaseStatus.Of(service, file.State, file.Stage, words), file.SubmittedAt, file.DueAt, file.DecidedAt,
            waits && seats.TryGetValue(file.PostId, out var desk) ? new(file.PostId, desk.Title.ToString(), desk.Office.Name.ToString(), file.HeldSince) : null,
            [.. acts.Select(act => new TrackedStep(
                JsonNamingPolicy.KebabCaseLower.ConvertName(act.Kind.ToString()), act.At,
                act.ToPost is { } to && seats.TryGetValue(to, out var seat) ? $"{seat.Title}, {seat.Office.Name}" : null))])
        {
            WorkingDaysLeft = waits ? await left.OfLaw(service.Definition, file.OfficeId, file.DueAt, ct) : null,
        };
    }
}

/// <param name="Desk">The desk that holds it, since when; null when it is decided or withdrawn.</param>
public sealed record Tracked(
    string Number, string ServiceName, CaseState State, string Status, DateTimeOffset SubmittedAt, DateTimeOffset? DueAt, DateTimeOffset? DecidedAt,
    DeskView? Desk, IReadOnlyList<TrackedStep> Steps)
{
    /// <summary>Until the law's limit; negative when it has passed, null where none runs or the law counts every day.</summary>
    public int? WorkingDaysLeft { get; init; }
}

/// <param name="To">The post and office it came to.</param>
public sealed record TrackedStep(string Kind, DateTimeOffset At, string? To);

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Cases.Submission;
using OpenSeva.Cases.Web;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.CaseFile;

/// <summary>The applications somebody may read, newest first: a citizen's own, a department's for its head and its systems, all for auditors.</summary>
internal sealed class ListCases(CasesDb db, ICatalogue catalogue, DaysLeft left, Acting acting, Words words)
{
    public static void Map(IEndpointRouteBuilder cases) => cases
        .MapGet("/", Get).RequireAuthorization(Policy.SignedIn)
        .WithSummary("Applications you may read, newest first, or the one with a number");

    private static async Task<Ok<Page<CaseLine>>> Get(ListCases list, CancellationToken ct, [MaxLength(60)] string? number = null, string? after = null, [Range(1, Lists.Most)] int limit = Lists.Usual) =>
        TypedResults.Ok(await list.Page(Cursor.Read(after), limit, ct, number));

    /// <param name="sought">An application's number as somebody types it; null lists all.</param>
    public async Task<Page<CaseLine>> Page(Cursor? after, int limit, CancellationToken ct, string? sought = null)
    {
        var cases = db.ReadableBy(acting.Actor);
        if (!string.IsNullOrWhiteSpace(sought))
        {
            if (CaseNumber.Read(sought) is not { } read) return new([], null);
            cases = cases.Where(file => file.Number == read);
        }

        if (after is { At: var at, Number: var number })
            cases = cases.Where(file => file.SubmittedAt < at || (file.SubmittedAt == at && file.Number.CompareTo(number) < 0));
        var rows = await cases.OrderByDescending(file => file.SubmittedAt).ThenByDescending(file => file.Number).Take(limit + 1)
            .Select(file => new { file.Id, file.Number, file.Service, file.ServiceVersion, file.ApplicantName, file.State, file.Stage, file.SubmittedAt, file.DueAt, file.DecidedAt, file.OfficeId })
            .ToListAsync(ct);
        var lines = new List<CaseLine>(rows.Count);
        foreach (var row in rows.Take(limit))
        {
            var service = await catalogue.Version(row.Service, row.ServiceVersion, ct);
            lines.Add(new(
                row.Id, row.Number, row.Service, service?.Name ?? row.Service, row.ApplicantName, row.State,
                service is null ? "" : CaseStatus.Of(service, row.State, row.Stage, words), row.SubmittedAt, row.DueAt, row.DecidedAt)
            {
                WorkingDaysLeft = row.State is CaseState.Open or CaseState.WithCitizen ? await left.OfLaw(service?.Definition, row.OfficeId, row.DueAt, ct) : null,
            });
        }

        return new(lines, rows.Count > limit ? new Cursor(lines[^1].SubmittedAt, lines[^1].Number).ToString() : null);
    }
}

/// <param name="Status">The plain label for the citizen, in the reader's language.</param>
public sealed record CaseLine(
    Guid Id, string Number, string Service, string ServiceName, string ApplicantName, CaseState State, string Status,
    DateTimeOffset SubmittedAt, DateTimeOffset? DueAt, DateTimeOffset? DecidedAt)
{
    /// <summary>Until the law's limit; negative when it has passed, null where none runs or the law counts every day.</summary>
    public int? WorkingDaysLeft { get; init; }
}

/// <summary>The citizen's plain words for where an application stands.</summary>
internal static class CaseStatus
{
    public static string Of(PublishedService service, CaseState state, string stage, Words words) => state switch
    {
        CaseState.Open => service.Definition.Workflow.Stages.FirstOrDefault(one => one.Code == stage) is { } found
            ? service.Texts[Definitions.TextKeys.Status(found.Status)] : words["cases.state.open"],
        CaseState.WithCitizen => words["cases.state.with-citizen"],
        CaseState.Approved => words["cases.state.approved"],
        CaseState.Rejected => words["cases.state.rejected"],
        _ => words["cases.state.withdrawn"],
    };
}

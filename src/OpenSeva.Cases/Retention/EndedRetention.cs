using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Cases.Web;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Retention;

/// <summary>
/// Cases that have been over for longer than their service's version wants them kept. Nothing is deleted by itself:
/// public records are destroyed only under the rules of their records office (Public Records Act 1993, section 9, and the
/// states' own), so the list is what the administrator lays before it. It names no person. What was destroyed is on it no more.
/// </summary>
internal sealed class EndedRetention(CasesDb db, ICatalogue catalogue, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/ended", Get).RequireAuthorization(Policy.Administrator)
        .WithSummary("Cases whose retention has ended, longest over first");

    private static async Task<Ok<Page<RetentionLine>>> Get(EndedRetention ended, CancellationToken ct, string? after = null, [Range(1, Lists.Most)] int limit = Lists.Usual) =>
        TypedResults.Ok(await ended.Page(Cursor.Read(after), limit, ct));

    public async Task<Page<RetentionLine>> Page(Cursor? after, int limit, CancellationToken ct)
    {
        var lines = new List<RetentionLine>();
        foreach (var version in await db.Cases.Where(file => file.DestroyedAt == null).Select(file => new { file.Service, file.ServiceVersion }).Distinct().ToListAsync(ct))
        {
            if (await catalogue.Version(version.Service, version.ServiceVersion, ct) is not { } service) continue;

            var years = service.Definition.RetentionYears;
            var since = clock.Now.AddYears(-years);
            // The end is the decision; a withdrawn case ended with the withdrawal.
            var over = from file in db.Cases
                       where file.Service == version.Service && file.ServiceVersion == version.ServiceVersion && file.DestroyedAt == null
                       from act in db.Acts.Where(act => act.CaseId == file.Id && (act.Kind == ActKind.Approved || act.Kind == ActKind.Rejected || act.Kind == ActKind.Withdrawn))
                       where act.At < since
                       select new { file.Id, file.Number, file.Department, file.State, EndedAt = act.At, IsProposed = db.Destructions.Any(one => one.CaseId == file.Id && one.State == DestructionState.Waiting) };
            if (after is { At: var at, Number: var number }) over = over.Where(one => one.EndedAt > at || (one.EndedAt == at && one.Number.CompareTo(number) > 0));
            lines.AddRange((await over.OrderBy(one => one.EndedAt).ThenBy(one => one.Number).Take(limit + 1).ToListAsync(ct))
                .Select(one => new RetentionLine(one.Id, one.Number, version.Service, service.Name, one.Department, one.State, one.EndedAt, years, one.EndedAt.AddYears(years), one.IsProposed)));
        }

        var page = lines.OrderBy(line => line.EndedAt).ThenBy(line => line.Number, StringComparer.Ordinal).Take(limit + 1).ToList();
        return page.Count > limit ? new([.. page.Take(limit)], new Cursor(page[limit - 1].EndedAt, page[limit - 1].Number).ToString()) : new(page, null);
    }

    /// <exception cref="Refusal">case.record-destroyed, case.still-kept, case.correction-kept</exception>
    public async Task MustBeOver(Case file, CancellationToken ct)
    {
        if (file.DestroyedAt is not null) throw new Refusal("case.record-destroyed", file.Number);
        if (await KeptUntil(file, ct) is not { } until || until > clock.Now) throw new Refusal("case.still-kept", file.Number);
        // A correction stands on the answers and files of the case that it corrects.
        if (await db.Cases.Where(one => one.Corrects == file.Id && one.DestroyedAt == null).Select(one => one.Number).FirstOrDefaultAsync(ct) is { } correction)
            throw new Refusal("case.correction-kept", file.Number, correction);
    }

    /// <summary>Until when a case is kept; null while it is not over.</summary>
    private async Task<DateTimeOffset?> KeptUntil(Case file, CancellationToken ct)
    {
        if (!file.IsOver || await catalogue.Version(file.Service, file.ServiceVersion, ct) is not { } service) return null;
        var ended = await db.Acts.Where(act => act.CaseId == file.Id && (act.Kind == ActKind.Approved || act.Kind == ActKind.Rejected || act.Kind == ActKind.Withdrawn))
            .MaxAsync(act => (DateTimeOffset?)act.At, ct);
        return ended?.AddYears(service.Definition.RetentionYears);
    }
}

/// <param name="IsProposed">Its destruction waits for a second administrator.</param>
/// <param name="Years">How long the service's version wants it kept after its end.</param>
/// <param name="KeptUntil">When that was over.</param>
public sealed record RetentionLine(
    Guid Id, string Number, string Service, string ServiceName, string Department, CaseState State, DateTimeOffset EndedAt, int Years, DateTimeOffset KeptUntil, bool IsProposed);

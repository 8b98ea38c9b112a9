using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Cases.Submission;
using OpenSeva.Contracts.Cases;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.CaseFile;

/// <summary>What other rooms may ask about a case.</summary>
internal sealed class CasesContract(CasesDb db) : ICases
{
    public Task<CaseCard?> Case(Guid id, CancellationToken ct) => Card(db.Cases.Where(file => file.Id == id), ct);

    public async Task<CaseCard?> ByNumber(string number, CancellationToken ct) =>
        CaseNumber.Read(number) is { } read ? await Card(db.Cases.Where(file => file.Number == read), ct) : null;

    public async Task<JsonObject> Findings(Guid caseId, CancellationToken ct) =>
        Found.By(await db.Acts.Where(act => act.CaseId == caseId && act.Fields != null).OrderBy(act => act.N).Select(act => act.Fields).ToListAsync(ct));

    public Task<bool> MayRead(Guid caseId, Actor actor, CancellationToken ct) => db.ReadableBy(actor).AnyAsync(file => file.Id == caseId, ct);

    private async Task<CaseCard?> Card(IQueryable<Case> cases, CancellationToken ct)
    {
        var found = await (
            from file in cases
            join answers in db.Answers on new { CaseId = file.Id, N = file.AnswersVersion } equals new { answers.CaseId, answers.N }
            select new { file, answers.Answers }).FirstOrDefaultAsync(ct);
        return found is { file: { } one, Answers: var given }
            ? new(one.Id, one.Number, one.Service, one.ServiceVersion, one.Department, one.OfficeId, one.Unit, one.CitizenId, one.ApplicantName,
                one.Language, one.State, one.SubmittedAt, one.DecidedAt, one.DecidedBy, one.DecidedFrom, (JsonObject)given.DeepClone())
            : null;
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Cases.Export;

/// <summary>Everything this room keeps about a citizen: drafts, applications with every version of the answers, history, objections, messages.</summary>
internal sealed class OwnApplications(CasesDb db) : IOwnData
{
    public string Part => "applications";

    public async Task<JsonNode> Of(Guid citizenId, CancellationToken ct)
    {
        var cases = await db.Cases.Where(file => file.CitizenId == citizenId).OrderBy(file => file.SubmittedAt).ToListAsync(ct);
        var own = db.Cases.Where(file => file.CitizenId == citizenId).Select(file => file.Id);
        var answers = (await db.Answers.Where(one => own.Contains(one.CaseId)).OrderBy(one => one.N).ToListAsync(ct)).ToLookup(one => one.CaseId);
        var acts = (await db.Acts.Where(one => own.Contains(one.CaseId)).OrderBy(one => one.N).ToListAsync(ct)).ToLookup(one => one.CaseId);
        var objections = (await db.Objections.Where(one => own.Contains(one.CaseId)).OrderBy(one => one.N).ToListAsync(ct)).ToLookup(one => one.CaseId);
        var messages = (await db.Messages.Where(one => own.Contains(one.CaseId)).OrderBy(one => one.At).ToListAsync(ct)).ToLookup(one => one.CaseId);
        var drafts = await db.Drafts.Where(draft => draft.CitizenId == citizenId).OrderBy(draft => draft.StartedAt).ToListAsync(ct);
        return new JsonObject
        {
            ["drafts"] = List(drafts.Select(draft => Node(new { draft.Id, draft.Service, draft.ServiceVersion, draft.FiledAs, draft.StartedAt, draft.ChangedAt, draft.Answers, draft.Documents }))),
            ["cases"] = List(cases.Select(file => Node(new
            {
                file.Id, file.Number, file.Service, file.ServiceVersion, file.Department, file.Unit, file.ApplicantName, file.State, file.SubmittedAt, file.DueAt, file.DecidedAt, file.Corrects,
                Answers = answers[file.Id].Select(one => new { Version = one.N, one.At, one.Answers, one.Documents }),
                History = acts[file.Id].Select(act => Line(act)),
                Objections = objections[file.Id].Select(one => new { one.N, one.Points, one.Note, one.RaisedAt, one.AnsweredAt, EndedAt = one.LapsedAt }),
                Messages = messages[file.Id].Select(one => new { one.At, one.FromCitizen, one.Text }),
            }))),
        };
    }

    /// <summary>What desks said to each other about the citizen is data about the citizen; who sat at the desk is not.</summary>
    private static object Line(CaseAct act) => new { act.N, act.Kind, act.Action, act.Stage, act.ToStage, act.At, act.PostId, act.Remarks, act.Reasons, act.Fields };

    private static JsonArray List(IEnumerable<JsonNode?> nodes) => new([.. nodes]);

    private static JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, JsonText.Options);
}

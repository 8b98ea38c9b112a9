using System.Text.Json.Nodes;
using OpenSeva.Contracts.Cases;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.CaseFile;

/// <summary>One version of a case's answers and documents. Never changed, a correction adds the next version; emptied when the record is destroyed.</summary>
internal sealed class CaseAnswers : Entity
{
    public Guid CaseId { get; private init; }

    /// <summary>1 is what was sent; each answered objection adds one.</summary>
    public int N { get; private init; }
    public JsonObject Answers { get; private set; } = [];
    public IReadOnlyList<AttachedDocument> Documents { get; private set; } = [];
    public DateTimeOffset At { get; private init; }

    public override string Stream => CaseCard.StreamOf(CaseId);

    private CaseAnswers()
    {
    }

    public static CaseAnswers First(Guid caseId, JsonObject answers, IReadOnlyList<AttachedDocument> documents, DateTimeOffset now) =>
        new() { CaseId = caseId, N = 1, Answers = answers, Documents = documents, At = now };

    public CaseAnswers Next(JsonObject answers, IReadOnlyList<AttachedDocument> documents, DateTimeOffset now) =>
        new() { CaseId = CaseId, N = N + 1, Answers = answers, Documents = documents, At = now };

    public void Destroy() => (Answers, Documents) = ([], []);
}

/// <summary>An upload given for one of the service's document rules.</summary>
/// <param name="Code">The rule's code.</param>
public sealed record AttachedDocument(string Code, Guid Upload);

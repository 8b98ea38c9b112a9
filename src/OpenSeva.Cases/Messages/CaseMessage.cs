using OpenSeva.Contracts.Cases;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Messages;

/// <summary>One message between the citizen and the desk that holds the case. Decides nothing and stops no clock.</summary>
internal sealed class CaseMessage : Entity
{
    public const int Longest = 2000;

    public Guid CaseId { get; private init; }
    public bool FromCitizen { get; private init; }
    public Guid? AuthorId { get; private init; }
    public Guid? PostId { get; private init; }
    public string Text { get; private init; } = "";
    public DateTimeOffset At { get; private init; }

    public override string Stream => CaseCard.StreamOf(CaseId);

    private CaseMessage()
    {
    }

    public static CaseMessage Write(Guid caseId, Actor author, string text, DateTimeOffset now) => new()
    {
        CaseId = caseId,
        FromCitizen = author.Kind is ActorKind.Citizen,
        AuthorId = author.Id,
        PostId = author.PostId,
        Text = text.ReplaceLineEndings("\n").Trim(),
        At = now,
    };
}

using OpenSeva.Accounts.Codes;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Accounts.Citizens;

/// <summary>How a finishing command ended. Holds a session's secret, so it is never kept for a repetition.</summary>
[NeverKept]
internal sealed record Opened(Verdict Verdict, IReadOnlyList<Slot> Wrong, string? Session, Guid? CitizenId)
{
    public static Opened Not(Proving.Judgement judged) => new(judged.Verdict, judged.Wrong, null, null);

    /// <summary>Refuses what no other digits can mend; wrong digits are left for the caller to show beside their field.</summary>
    public Opened OrRefuse() => Verdict switch
    {
        Verdict.TooMany => throw new Refusal("request.too-many"),
        Verdict.Over => throw new Refusal("accounts.step-over"),
        _ => this,
    };
}

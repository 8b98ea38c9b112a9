using OpenSeva.Contracts.Cases;
using OpenSeva.Ui;

namespace OpenSeva.Cases.CaseFile;

/// <summary>The colour beside a state's words.</summary>
internal static class CaseTones
{
    public static Tone Of(CaseState state) => state switch
    {
        CaseState.Approved => Tone.Good,
        CaseState.Rejected => Tone.Bad,
        CaseState.WithCitizen => Tone.Warn,
        CaseState.Withdrawn => Tone.Plain,
        _ => Tone.Neutral,
    };
}

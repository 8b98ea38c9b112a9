using System.Text.Json.Nodes;
using OpenSeva.Cases.Clearances;
using OpenSeva.Cases.Decisions;
using OpenSeva.Contracts.Cases;
using OpenSeva.Definitions;

namespace OpenSeva.Tests.Cases;

/// <summary>A stage to try the table of permitted actions on.</summary>
internal static class Standings
{
    public static readonly Guid Anita = Guid.CreateVersion7();

    public static StageAction Action(string code, ActionKind kind, Determinant? when = null, string[]? notBy = null, string[]? requires = null) =>
        new(code, kind, null, when, notBy ?? [], null, requires ?? [], []);

    public static readonly Stage Scrutiny = new("scrutiny", "officer", null, "scrutiny",
        [
            Action("ask", ActionKind.Ask),
            Action("recommend", ActionKind.Recommend, requires: [Permitted.Clearances]),
            Action("small", ActionKind.Approve, when: new Determinant.Test("area", Comparison.AtMost, [JsonValue.Create(20L)])),
            Action("approve", ActionKind.Approve, notBy: ["enquiry"]),
        ],
        [new("health", "health", 5, null), new("fire", "fire", 5, new Determinant.Test("flammable", Comparison.Is, [JsonValue.Create(true)]))]);

    public static Standing Of(CaseState state = CaseState.Open, bool holds = true, string role = "officer", JsonObject? answers = null, Maker[]? makers = null, params Asked[] asked) =>
        new(state, Scrutiny, answers ?? new() { ["area"] = 10L, ["flammable"] = true }, new DateOnly(2026, 11, 16), holds, [role, "record-keeper"], Anita, makers ?? [], asked);

    public static string? Blocked(this Standing now, string action) => now.Actions().Single(permit => permit.Action.Code == action).Blocked;
}

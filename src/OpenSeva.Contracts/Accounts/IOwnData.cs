using System.Text.Json.Nodes;

namespace OpenSeva.Contracts.Accounts;

/// <summary>What one room keeps about a citizen, as the citizen takes it home. Every room that keeps something registers one.</summary>
public interface IOwnData
{
    /// <summary>The room's part of the export, for example <c>applications</c>.</summary>
    string Part { get; }

    Task<JsonNode> Of(Guid citizenId, CancellationToken ct);
}

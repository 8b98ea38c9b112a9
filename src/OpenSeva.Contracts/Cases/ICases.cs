using System.Text.Json.Nodes;
using OpenSeva.Kernel;

namespace OpenSeva.Contracts.Cases;

/// <summary>What happens to an application.</summary>
public interface ICases
{
    Task<CaseCard?> Case(Guid id, CancellationToken ct);

    Task<CaseCard?> ByNumber(string number, CancellationToken ct);

    /// <summary>What officers wrote in their own forms on the case's way, by field code; of a field answered twice the newest.</summary>
    Task<JsonObject> Findings(Guid caseId, CancellationToken ct);

    /// <summary>Its citizen; whoever holds or held an item of it; heads of its department; auditors.</summary>
    Task<bool> MayRead(Guid caseId, Actor actor, CancellationToken ct);
}

/// <param name="Answers">The newest version of the answers.</param>
public sealed record CaseCard(
    Guid Id, string Number, string Service, int ServiceVersion, string Department, Guid OfficeId, string Unit, Guid CitizenId,
    string ApplicantName, string Language, CaseState State, DateTimeOffset SubmittedAt, DateTimeOffset? DecidedAt, Guid? DecidedBy, Guid? DecidedFrom, JsonObject Answers)
{
    private const string Streams = "case/";

    public static string StreamOf(Guid caseId) => $"{Streams}{caseId:N}";

    /// <summary>The case whose stream it is; null for any other stream.</summary>
    public static Guid? IdOf(string stream) =>
        stream.StartsWith(Streams, StringComparison.Ordinal) && Guid.TryParseExact(stream[Streams.Length..], "N", out var id) ? id : null;
}

public enum CaseState { Open, WithCitizen, Approved, Rejected, Withdrawn }

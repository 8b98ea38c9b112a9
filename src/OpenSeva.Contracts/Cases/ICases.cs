using System.Text.Json.Nodes;
using OpenSeva.Kernel;

namespace OpenSeva.Contracts.Cases;

/// <summary>What happens to an application.</summary>
public interface ICases
{
    Task<CaseCard?> Case(Guid id, CancellationToken ct);

    Task<CaseCard?> ByNumber(string number, CancellationToken ct);

    /// <summary>Its citizen; whoever holds or held an item of it; heads of its department; auditors.</summary>
    Task<bool> MayRead(Guid caseId, Actor actor, CancellationToken ct);
}

/// <param name="Answers">The newest version of the answers.</param>
public sealed record CaseCard(
    Guid Id, string Number, string Service, int ServiceVersion, string Department, Guid OfficeId, string Unit, Guid CitizenId,
    string ApplicantName, string Language, CaseState State, DateTimeOffset SubmittedAt, DateTimeOffset? DecidedAt, Guid? DecidedBy, Guid? DecidedFrom, JsonObject Answers)
{
    public static string StreamOf(Guid caseId) => $"case/{caseId:N}";
}

public enum CaseState { Open, WithCitizen, Approved, Rejected, Withdrawn }

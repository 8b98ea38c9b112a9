using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;

namespace OpenSeva.Directory;

/// <param name="From">First day; today when left out.</param>
/// <param name="Until">Last day; until further orders when left out.</param>
public sealed record ChargeRequest(
    Guid Staff, ChargeKind As, [Required, StringLength(Change.LongestReason)] string Reason, DateOnly? From = null, DateOnly? Until = null);

/// <summary>A person is given a post: regularly, in additional charge, or as link officer for when the holder is away.</summary>
internal sealed class Seat(Register register, IAccounts accounts, ProposeCharge propose, DirectorySettings settings, Acting acting, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/posts/{id:guid}/charges", Post)
        .RequireAuthorization(Policy.Administrator)
        .WithSummary("Give a person a post for dates; where two administrators are asked for, propose it to the other");

    private static async Task<Results<Ok<Recorded>, Accepted<ProposalId>>> Post(Guid id, ChargeRequest request, Seat seat, CancellationToken ct) =>
        seat.WaitsForAnother
            ? TypedResults.Accepted("/api/v1/directory/proposals", await seat.Propose(id, request, ct))
            : TypedResults.Ok(await seat.Person(id, request, ct));

    /// <summary>A second administrator has to confirm before it holds.</summary>
    public bool WaitsForAnother => settings.TwoAdministrators;

    public Task<ProposalId> Propose(Guid post, ChargeRequest request, CancellationToken ct) => propose.Of(post, request, ct);

    public async Task<Recorded> Person(Guid post, ChargeRequest request, CancellationToken ct)
    {
        acting.MustBeFresh(clock.Now);
        var person = await accounts.Staff(request.Staff, ct) ?? throw new Refusal("directory.staff-unknown");
        var from = request.From ?? clock.Today;
        return await register.Write(
            request.Reason,
            book => book.Ever(PostEntry.Of(post)) is null
                ? throw new Refusal("request.not-found")
                : [Line.State(new ChargeEntry(Guid.CreateVersion7(), post, person.Id, person.Name, request.As, from, request.Until), from)],
            ct);
    }
}

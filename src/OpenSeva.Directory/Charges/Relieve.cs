using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;

namespace OpenSeva.Directory;

/// <param name="LastDay">The last day of the charge; today when left out.</param>
public sealed record ReliefRequest([Required, StringLength(Change.LongestReason)] string Reason, DateOnly? LastDay = null);

/// <summary>A person is relieved of a post.</summary>
internal sealed class Relieve(Register register, Acting acting, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/charges/{id:guid}/relief", Post)
        .RequireAuthorization(Policy.Administrator)
        .WithSummary("End a charge after a last day");

    private static async Task<Ok<Recorded>> Post(Guid id, ReliefRequest request, Relieve relieve, CancellationToken ct) =>
        TypedResults.Ok(await relieve.After(id, request, ct));

    public Task<Recorded> After(Guid charge, ReliefRequest request, CancellationToken ct)
    {
        acting.MustBeFresh(clock.Now);
        return register.Write(request.Reason, book =>
        {
            if (book.Latest(ChargeEntry.Of(charge)) is not ChargeEntry held) throw new Refusal("request.not-found");
            var last = request.LastDay ?? clock.Today;
            return [Line.State(held with { Until = last }, last)];
        }, ct);
    }
}

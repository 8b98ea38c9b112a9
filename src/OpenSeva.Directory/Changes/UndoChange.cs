using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;

namespace OpenSeva.Directory;

public sealed record UndoRequest([Required, StringLength(Change.LongestReason)] string Reason);

/// <summary>A line of the book is taken out of force by a further line. Refused when something else stands on it.</summary>
internal sealed class UndoChange(Register register, Acting acting, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/changes/{id:guid}/undo", Post)
        .RequireAuthorization(Policy.Administrator)
        .WithSummary("Undo a change by a correcting change");

    private static async Task<Ok<Recorded>> Post(Guid id, UndoRequest request, UndoChange undo, CancellationToken ct) =>
        TypedResults.Ok(await undo.Undo(id, request, ct));

    public Task<Recorded> Undo(Guid id, UndoRequest request, CancellationToken ct)
    {
        acting.MustBeFresh(clock.Now);
        return register.Write(request.Reason, book =>
        {
            var change = book.Find(id) ?? throw new Refusal("request.not-found");
            if (book.IsUndone(change)) throw new Refusal("directory.undone-already");
            return [Line.Undo(change)];
        }, ct);
    }
}

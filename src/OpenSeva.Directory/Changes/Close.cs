using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;

namespace OpenSeva.Directory;

/// <param name="From">The first day on which it is no more; today when left out.</param>
public sealed record ClosingRequest([Required, StringLength(Change.LongestReason)] string Reason, DateOnly? From = null);

/// <summary>An office is closed, a post or an area abolished. What happened there keeps its name.</summary>
internal sealed class Close(Register register, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/offices/{id:guid}/closing", (Guid id, ClosingRequest request, Close close, CancellationToken ct) => Post(OfficeEntry.Of(id), request, close, ct))
            .RequireAuthorization(Policy.Administrator).WithSummary("Close an office that has no posts any more");
        api.MapPost("/posts/{id:guid}/closing", (Guid id, ClosingRequest request, Close close, CancellationToken ct) => Post(PostEntry.Of(id), request, close, ct))
            .RequireAuthorization(Policy.Administrator).WithSummary("Abolish a post that nobody holds any more");
        api.MapPost("/units/{code}/closing", (string code, ClosingRequest request, Close close, CancellationToken ct) => Post(UnitEntry.Of(code), request, close, ct))
            .RequireAuthorization(Policy.Administrator).WithSummary("Abolish a jurisdiction unit that nothing lies in or answers for any more");
    }

    private static async Task<Ok<Recorded>> Post(string subject, ClosingRequest request, Close close, CancellationToken ct) =>
        TypedResults.Ok(await close.From(subject, request, ct));

    public Task<Recorded> From(string subject, ClosingRequest request, CancellationToken ct) => register.Write(
        request.Reason,
        book =>
        {
            if (book.Latest(subject) is null) throw new Refusal("request.not-found");
            var from = request.From ?? clock.Today;
            return [.. Links(book, subject).Select(link => Line.Cease(link.Subject, from)), Line.Cease(subject, from)];
        },
        ct);

    // Ground that is shared with an area goes with it.
    private static List<LinkEntry> Links(Book book, string subject) => book.Latest(subject) is UnitEntry unit
        ? book.Subjects.Select(book.Latest).OfType<LinkEntry>().Where(link => link.Village == unit.Code || link.LocalBody == unit.Code).ToList()
        : [];
}

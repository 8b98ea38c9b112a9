using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;

namespace OpenSeva.Directory;

/// <param name="IsAway">Noted as absent today.</param>
public sealed record ChargeAnswer(Guid Id, Guid Staff, string Name, ChargeKind As, DateOnly From, DateOnly? Until, bool IsAway);

/// <summary>Who was given a post, holds it and will hold it, latest first. What was undone stays in the book only.</summary>
internal static class ReadCharges
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/posts/{id:guid}/charges", Get)
        .RequireAuthorization(Policy.Administrator)
        .WithSummary("Who held, holds and will hold a post, latest first");

    private static async Task<Results<Ok<Page<ChargeAnswer>>, NotFound>> Get(
        Guid id, LiveDirectory live, CancellationToken ct, string? after = null, [Range(1, Lists.Most)] int limit = Lists.Usual)
    {
        var day = await live.Today(ct);
        if (day.PostEver(id) is null) return TypedResults.NotFound();
        var charges = Standing(day.Book, Ever(day.Book, id))
            .Select(charge => new ChargeAnswer(charge.Id, charge.Staff, charge.Name, charge.As, charge.From, charge.Until, day.IsAbsent(charge.Staff))).ToList();
        return TypedResults.Ok(charges.Part(after, limit, charge => charge.Id.ToString("N")));
    }

    /// <summary>Every charge of a post that was ever written, as first written.</summary>
    public static List<ChargeEntry> Ever(Book book, Guid post) =>
        [.. book.Subjects.Where(subject => subject.StartsWith(ChargeEntry.Kind, StringComparison.Ordinal))
            .Select(subject => book.History(subject)[0].Content).OfType<ChargeEntry>().Where(charge => charge.Post == post)];

    /// <summary>Those of them that were not undone, as they stand now.</summary>
    public static List<ChargeEntry> Standing(Book book, IEnumerable<ChargeEntry> ever) =>
        [.. ever.Select(charge => book.Latest(charge.Subject)).OfType<ChargeEntry>().OrderByDescending(charge => charge.From)];
}

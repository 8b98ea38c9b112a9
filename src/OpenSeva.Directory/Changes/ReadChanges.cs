using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;

namespace OpenSeva.Directory;

/// <param name="Content">What holds from then on; null when the thing ceases, or the line is an undo.</param>
/// <param name="Undoes">The line this one takes out of force.</param>
/// <param name="IsUndone">A later line took this one out of force.</param>
public sealed record ChangeAnswer(
    Guid Id, long Number, string Subject, DateOnly EffectiveOn, object? Content, Guid? Undoes, bool IsUndone, string Reason, Guid? By, DateTimeOffset At);

/// <summary>The book of orders, newest line first: of one thing, or of everything.</summary>
internal static class ReadChanges
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/changes", Get)
        .RequireAuthorization(Policy.Administrator)
        .WithSummary("Changes of the directory, newest first");

    private static async Task<Ok<Page<ChangeAnswer>>> Get(
        LiveDirectory live, CancellationToken ct, string? subject = null, string? after = null, [Range(1, Lists.Most)] int limit = Lists.Usual)
    {
        var book = (await live.Today(ct)).Book;
        var below = long.MaxValue;
        if (Lists.Read(after, 1) is [var text] && !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out below)) throw Lists.Unknown();
        var lines = Newest(book, subject is null ? null : [subject], below).Take(limit + 1).ToList();
        return TypedResults.Ok(new Page<ChangeAnswer>(
            [.. lines.Take(limit).Select(line => new ChangeAnswer(
                line.Id, line.Number, line.Subject, line.EffectiveOn, line.Content, line.Undoes, book.IsUndone(line), line.Reason, line.By, line.At))],
            lines.Count > limit ? Lists.Cursor(lines[limit - 1].Number.ToString(CultureInfo.InvariantCulture)) : null));
    }

    /// <param name="below">Only lines with a smaller number: where the page before ended.</param>
    public static IEnumerable<Change> Newest(Book book, IEnumerable<string>? subjects, long below) =>
        (subjects is null ? book.All : subjects.SelectMany(book.History)).Where(line => line.Number < below).OrderByDescending(line => line.Number);
}

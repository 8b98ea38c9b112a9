using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Contracts.Accounts;

namespace OpenSeva.Directory;

/// <param name="Content">What holds from then on; null when the thing ceases, or the line is an undo.</param>
/// <param name="Undoes">The line this one takes out of force.</param>
/// <param name="IsUndone">A later line took this one out of force.</param>
public sealed record ChangeAnswer(
    Guid Id, long Number, string Subject, DateOnly EffectiveOn, object? Content, Guid? Undoes, bool IsUndone, string Reason, Guid? By, DateTimeOffset At);

/// <summary>The book of orders, newest line first: of one thing, or of everything.</summary>
internal static class ReadChanges
{
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/changes", Get)
        .RequireAuthorization(Policy.Administrator)
        .WithSummary("Changes of the directory, newest first");

    private static async Task<Ok<Page<ChangeAnswer>>> Get(string? subject, string? after, int? limit, LiveDirectory live, CancellationToken ct)
    {
        var book = (await live.Today(ct)).Book;
        var below = long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue;
        var size = Math.Clamp(limit ?? 50, 1, Most);
        var lines = Newest(book, subject is null ? null : [subject], below).Take(size + 1).ToList();
        return TypedResults.Ok(new Page<ChangeAnswer>(
            [.. lines.Take(size).Select(line => new ChangeAnswer(
                line.Id, line.Number, line.Subject, line.EffectiveOn, line.Content, line.Undoes, book.IsUndone(line), line.Reason, line.By, line.At))],
            lines.Count > size ? lines[size - 1].Number.ToString(CultureInfo.InvariantCulture) : null));
    }

    /// <param name="below">Only lines with a smaller number: where the page before ended.</param>
    public static IEnumerable<Change> Newest(Book book, IEnumerable<string>? subjects, long below) =>
        (subjects is null ? book.All : subjects.SelectMany(book.History)).Where(line => line.Number < below).OrderByDescending(line => line.Number);
}

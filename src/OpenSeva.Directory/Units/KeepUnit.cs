using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Web;

namespace OpenSeva.Directory;

/// <param name="Hierarchy">revenue or local-body.</param>
/// <param name="Level">state, district, taluk, tehsil, village, block, panchayat, municipality or ward.</param>
/// <param name="Parent">Code of the unit it lies in; null for a state.</param>
/// <param name="SharesWith">Codes of the other hierarchy's units on the same ground; null leaves them as they are.</param>
/// <param name="From">The day from which it holds; today when left out.</param>
public sealed record UnitRequest(
    [Required] LocalText Name, [Required, StringLength(20)] string Hierarchy, [Required, StringLength(40)] string Level,
    [Required, StringLength(Change.LongestReason)] string Reason, [StringLength(40)] string? Parent = null,
    [RegularExpression("^[0-9]{2,6}$")] string? Census = null, [MaxLength(100)] IReadOnlyList<string>? SharesWith = null, DateOnly? From = null);

/// <summary>A jurisdiction unit is entered, or what is known of it changes: its name, where it lies, with whom it shares ground.</summary>
internal sealed class KeepUnit(Register register, TimeProvider clock)
{
    public const string Revenue = "revenue", LocalBody = "local-body";

    public static readonly IReadOnlyList<string> Hierarchies = [Revenue, LocalBody];

    /// <summary>From the largest to the smallest; each has words of its own.</summary>
    public static readonly IReadOnlyList<string> Levels = ["state", "district", "taluk", "tehsil", "village", "block", "panchayat", "municipality", "ward"];

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPut("/units/{code}", Put)
        .RequireAuthorization(Policy.Administrator)
        .WithSummary("Enter a jurisdiction unit, or change it from a day on")
        .NeedsMatch();

    private static async Task<Ok<Recorded>> Put(string code, UnitRequest request, KeepUnit keep, HttpContext http, CancellationToken ct) =>
        Etag.Told(http, await keep.Keep(code, request, http.Seen(), ct));

    public Task<Recorded> Keep(string code, UnitRequest request, long? seen, CancellationToken ct) => register.Write(
        request.Reason,
        book =>
        {
            if (!Hierarchies.Contains(request.Hierarchy)) throw new Refusal("directory.hierarchy-wrong", request.Hierarchy);
            if (!Levels.Contains(request.Level)) throw new Refusal("directory.level-wrong", request.Level);
            var unit = new UnitEntry(code, request.Hierarchy, request.Level, Given(request.Parent), request.Name, Given(request.Census));
            book.Expect(unit.Subject, seen);
            var from = request.From ?? clock.Today;
            // The unit's own line last: its number is what the caller gets back.
            return [.. request.SharesWith is { } codes ? Links(book, unit, codes, from) : [], Line.State(unit, from)];
        },
        ct);

    private static IEnumerable<Line> Links(Book book, UnitEntry unit, IReadOnlyList<string> codes, DateOnly from)
    {
        var day = new DirectoryDay(book, from);
        var (before, after) = (day.LinkedTo(unit.Code).Select(other => other.Code).ToHashSet(StringComparer.Ordinal), codes.ToHashSet(StringComparer.Ordinal));
        foreach (var code in after.Except(before))
        {
            if (!day.Units.TryGetValue(code, out var other)) throw new Refusal("directory.unit-missing", code);
            if (other.Hierarchy == unit.Hierarchy) throw new Refusal("directory.shares-wrong", code);
            yield return Line.State(Between(unit, code), from);
        }

        foreach (var code in before.Except(after)) yield return Line.Cease(Between(unit, code).Subject, from);
    }

    private static LinkEntry Between(UnitEntry unit, string other) =>
        unit.Hierarchy is Revenue ? new(unit.Code, other) : new(other, unit.Code);

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

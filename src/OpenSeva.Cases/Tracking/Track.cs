using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OpenSeva.Cases.Submission;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Web;

namespace OpenSeva.Cases.Tracking;

/// <param name="Digits">The last four digits of the applicant's mobile number.</param>
public sealed record TrackRequest([property: Required, StringLength(60)] string Number, [property: Required, StringLength(4, MinimumLength = 4)] string Digits);

/// <summary>
/// Anybody who knows an application's number and the last four digits of its mobile sees where it is. Guessing ends
/// after five wrong tries an hour for one number over one line, sixty over one line, a thousand in all: no single line
/// keeps the applicant out elsewhere. A wrong number and wrong digits look the same.
/// </summary>
internal sealed partial class Track(Work work, TrackView views, IDataProtectionProvider protection, TimeProvider clock, ILogger<Track> log)
{
    public const int MostTries = 5;
    private const int MostOverOneLine = 60;
    private const int MostOfAll = 1000;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>How long the link to a tracked application's page opens it.</summary>
    private static readonly TimeSpan PassHolds = TimeSpan.FromHours(24);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/tracking", Post).RequireAuthorization(Policy.Anyone).WithTags("Tracking")
        .WithSummary("Where an application is, by its number and the last four digits of the mobile")
        .ProducesProblem(404);

    [OpenSeva.Kernel.Web.Keyless]
    private static async Task<Ok<Tracked>> Post(TrackRequest request, HttpContext http, Track track, CancellationToken ct) =>
        TypedResults.Ok(await track.Look(request.Number, request.Digits, http.Connection.RemoteIpAddress, ct));

    public async Task<Tracked> Look(string? number, string? digits, IPAddress? address, CancellationToken ct) =>
        await views.Of(await Find(number, digits, address, ct), ct) ?? throw new Refusal("track.no-match");

    /// <returns>A pass for the tracked application's page.</returns>
    public async Task<string> Pass(string? number, string? digits, IPAddress? address, CancellationToken ct) =>
        Passes.Protect($"{await Find(number, digits, address, ct):N} {clock.Now.Add(PassHolds).ToUnixTimeSeconds()}");

    /// <summary>The application a pass opens; null when it is no pass or its time is over.</summary>
    public async Task<Tracked?> Open(string pass, CancellationToken ct)
    {
        try
        {
            return Passes.Unprotect(pass).Split(' ') is [var id, var until]
                && DateTimeOffset.FromUnixTimeSeconds(long.Parse(until, System.Globalization.CultureInfo.InvariantCulture)) > clock.Now
                ? await views.Of(Guid.ParseExact(id, "N"), ct) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Passes => protection.CreateProtector("cases.tracking");

    private async Task<Guid> Find(string? number, string? digits, IPAddress? address, CancellationToken ct)
    {
        var read = CaseNumber.Read(number);
        // Nobody's application has this number: told without a try, the check character catches slips of the finger.
        if (read is null) throw new Refusal("track.number-wrong");

        var found = await work.Run(async (CasesDb db, IAccounts accounts) =>
        {
            var line = Network.Of(address);
            var (pair, over) = (Key("p", $"{read} {line}"), Key("a", line));
            if (await Failed(db, over, ct) >= MostOverOneLine) throw new Refusal("request.too-many");
            if (await Failed(db, All, ct) >= MostOfAll)
            {
                LogBudgetSpent(MostOfAll);
                throw new Refusal("request.too-many");
            }

            if (await Count(db, pair, ct) > MostTries) throw new Refusal("request.too-many");

            var file = await db.Cases.Where(one => one.Number == read).Select(one => new { one.Id, one.CitizenId }).FirstOrDefaultAsync(ct);
            var mobile = file is null ? null : (await accounts.Citizen(file.CitizenId, ct))?.Mobile;
            if (mobile is not { Length: >= 4 } || !Same(mobile[^4..], digits))
            {
                await Count(db, over, ct);
                await Count(db, All, ct);
                return new Found(null);
            }

            // The right answer costs no try.
            await db.Tries.Where(tries => tries.Key == pair).ExecuteUpdateAsync(set => set.SetProperty(tries => tries.Tries, tries => tries.Tries - 1), ct);
            return new Found(file!.Id);
        }, ct);
        return found.Id ?? throw new Refusal("track.no-match");
    }

    /// <summary>Counts first and looks after: tries at the same moment wait for each other at the row.</summary>
    private async Task<int> Count(CasesDb db, string key, CancellationToken ct)
    {
        var (now, before) = (clock.Now.UtcDateTime, (clock.Now - Window).UtcDateTime);
        return (await db.Database.SqlQuery<int>(
            $"""
            insert into track_tries (key, since, tries) values ({key}, {now}, 1)
            on conflict (key) do update set
                tries = case when track_tries.since <= {before} then 1 else track_tries.tries + 1 end,
                since = case when track_tries.since <= {before} then {now} else track_tries.since end
            returning tries as "Value"
            """).ToListAsync(ct))[0];
    }

    private Task<int> Failed(CasesDb db, string key, CancellationToken ct)
    {
        var before = clock.Now - Window;
        return db.Tries.Where(tries => tries.Key == key && tries.Since > before).Select(tries => tries.Tries).SingleOrDefaultAsync(ct);
    }

    private static bool Same(string expected, string? given) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given.Trim()));

    private static string Key(string kind, string value) => kind + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));

    private static readonly string All = Key("all", "");

    private sealed record Found(Guid? Id);

    [LoggerMessage(Level = LogLevel.Critical, Message = "ALARM: {Budget} wrong tries to track an application within an hour; tracking is refused until the hour is over")]
    private partial void LogBudgetSpent(int budget);
}

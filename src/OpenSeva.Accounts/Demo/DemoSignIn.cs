using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OpenSeva.Accounts.Sessions;
using OpenSeva.Accounts.Staff;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Accounts.Demo;

/// <summary>Signs in as any of the invented people, without proof: only in a database that was made a demonstration when it was empty.</summary>
internal sealed partial class DemoSignIn(Work work, AccountsDb db, IDirectory directory, Marks marks, SessionCookie cookie, TimeProvider clock, ILogger<DemoSignIn> log)
{
    /// <param name="Begin">What they do, for those to begin with: words <c>accounts.demo.begin.…</c>.</param>
    internal sealed record Person(string Key, string Name, string Department, string? Post, string? Office, string? Begin = null);

    public bool IsOpen => marks.IsDemonstration;

    public async Task<IReadOnlyList<Person>> Citizens(CancellationToken ct) =>
        [.. (await db.Citizens.OrderBy(row => row.RegisteredAt).ThenBy(row => row.Name).Take(20).ToListAsync(ct))
            .Select((row, place) => new Person($"citizen/{row.Id:N}", row.Name, "", null, null, place < 2 ? "citizen" : null))];

    /// <returns>One line per person and post; those with powers or without a post first.</returns>
    public async Task<IReadOnlyList<Person>> Staff(CancellationToken ct)
    {
        var today = clock.Today;
        var names = (await directory.Departments(ct)).ToDictionary(department => department.Code, department => department.Name.ToString());
        var (lines, beginners) = (new List<Person>(), DemoAccounts.Beginners());
        foreach (var row in await db.Staff.Where(row => row.State == StaffState.Active).OrderBy(row => row.Name).ToListAsync(ct))
        {
            var seats = await directory.PostsOf(row.Id, today, ct);
            var begin = beginners.GetValueOrDefault(row.Id);
            var department = names.GetValueOrDefault(row.Department, row.Department);
            if (seats.Count is 0) lines.Add(new($"staff/{row.Id:N}", row.Name, department, null, null, begin));
            lines.AddRange(seats.Select(seat => new Person($"staff/{row.Id:N}/{seat.PostId:N}", row.Name, department, seat.Title.ToString(), seat.Office.Name.ToString(), begin)));
        }

        return [.. lines.OrderBy(line => line.Post is null ? 0 : 1).ThenBy(line => line.Department, StringComparer.Ordinal).ThenBy(line => line.Office, StringComparer.Ordinal)];
    }

    /// <param name="key">What <see cref="Person.Key"/> says.</param>
    /// <returns>The page to go on with.</returns>
    public async Task<string> As(string? key, HttpContext http, CancellationToken ct)
    {
        if (!IsOpen) throw new Refusal("request.not-found");
        var parts = key?.Split('/') ?? [];
        if (parts.Length < 2 || !Guid.TryParseExact(parts[1], "N", out var id)) throw new Refusal("request.not-found");
        var post = parts.Length > 2 && Guid.TryParseExact(parts[2], "N", out var named) ? named : (Guid?)null;
        var (now, device) = (clock.Now, Client.Of(http).Device);
        var opened = await work.Run(async (AccountsDb db) =>
        {
            var isStaff = parts[0] is "staff";
            if (!(isStaff ? await db.Staff.AnyAsync(row => row.Id == id && row.State == StaffState.Active, ct) : await db.Citizens.AnyAsync(row => row.Id == id, ct)))
                throw new Refusal("request.not-found");
            var (session, secret) = isStaff ? Session.ForStaff(id, post, device, now) : Session.ForCitizen(id, device, now);
            SessionCookie.Keep(db, session);
            return new Opened(secret, isStaff);
        }, ct);
        await cookie.Give(http, opened.Secret, ct);
        LogSignedIn(id);
        return opened.IsStaff ? "/office" : "/";
    }

    [NeverKept]
    private sealed record Opened(string Secret, bool IsStaff);

    [LoggerMessage(Level = LogLevel.Information, Message = "Demonstration: signed in as {Account}")]
    private partial void LogSignedIn(Guid account);
}

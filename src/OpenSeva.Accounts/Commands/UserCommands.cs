using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Accounts.Codes;
using OpenSeva.Accounts.Staff;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Commands;

/// <summary><c>openseva user …</c>: who works here, and shutting somebody out when the pages cannot be reached.</summary>
internal static class UserCommands
{
    public static Command Command(CommandHost host)
    {
        var email = new Option<string>("--email") { Description = "The staff member's e-mail address", Required = true };
        var list = new Command("list", "List staff members with their state and passkeys");
        list.SetAction((parsed, ct) => host.Run(parsed, List, ct));
        var disable = new Command("disable", "Shut a staff member out: sessions, tokens and invitations end") { email };
        disable.SetAction((parsed, ct) => host.Run(parsed, (services, stop) => Set(services, parsed.GetValue(email), false, stop), ct));
        var enable = new Command("enable", "Let a disabled staff member back") { email };
        enable.SetAction((parsed, ct) => host.Run(parsed, (services, stop) => Set(services, parsed.GetValue(email), true, stop), ct));
        return new Command("user", "Staff members") { list, disable, enable };
    }

    private static async Task<int> List(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<AccountsDb>();
        var rows = await db.Staff.OrderBy(row => row.Name).Select(row => new
        {
            row.Id, row.Name, row.Email, row.Department, row.State, Keys = db.Passkeys.Count(key => key.StaffId == row.Id && key.EndedAt == null && key.DoubtedAt == null),
        }).ToListAsync(ct);
        foreach (var row in rows) Console.WriteLine($"{row.Id}  {row.State,-8}  {row.Keys} passkeys  {row.Department,-20}  {row.Email,-36}  {row.Name}");
        Console.WriteLine($"{rows.Count} staff members");
        return 0;
    }

    private static async Task<int> Set(IServiceProvider services, string? email, bool active, CancellationToken ct)
    {
        var key = Contact.Key(email ?? "");
        var id = await services.GetRequiredService<AccountsDb>().Staff.Where(row => row.EmailKey == key).Select(row => (Guid?)row.Id).SingleOrDefaultAsync(ct);
        if (id is not { } found)
        {
            await Console.Error.WriteLineAsync($"No staff member has the e-mail address {email}.");
            return 1;
        }

        await services.GetRequiredService<ManageStaff>().Set(found, active, seen: null, ct);
        Console.WriteLine(active ? "Let back." : "Shut out; open sessions end within five seconds.");
        return 0;
    }
}

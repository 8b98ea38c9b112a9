using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Accounts.Codes;
using OpenSeva.Accounts.Staff;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Accounts.Commands;

/// <summary><c>openseva admin invite</c>: the first administrator, a second one, or one who lost every passkey.</summary>
internal static class AdminCommands
{
    public static Command Command(CommandHost host)
    {
        var email = new Option<string>("--email") { Description = "The administrator's e-mail address", Required = true };
        var name = new Option<string>("--name") { Description = "Name as written on orders", Required = true };
        var department = new Option<string>("--department") { Description = "Code of the department", DefaultValueFactory = _ => "it-mission" };
        var invite = new Command("invite", "Make an administrator and print the link with which they make their passkey") { email, name, department };
        invite.SetAction((parsed, ct) => host.Begin(parsed, async (services, stop) =>
        {
            await services.GetRequiredService<SchemaRunner>().Update(stop);
            if (Contact.Email(parsed.GetValue(email)) is not { } address)
            {
                await Console.Error.WriteLineAsync("--email is not an e-mail address.");
                return 1;
            }

            var link = await services.GetRequiredService<Invite>().Administrator(parsed.GetValue(name)!.Trim(), address, parsed.GetValue(department)!, stop);
            Console.WriteLine($"Open this link once, within {Invitation.Life.TotalHours:0} hours, on the device that will keep the passkey:");
            Console.WriteLine(link);
            return 0;
        }, ct));
        return new Command("admin", "Administrators of the state") { invite };
    }
}

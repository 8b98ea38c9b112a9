using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Commands;

/// <summary><c>openseva schema</c>: bring the tables up to date, or say what is missing.</summary>
internal static class SchemaCommands
{
    public static Command Command(CommandHost host)
    {
        var update = new Command("update", "Apply the schema steps the database lacks");
        update.SetAction((parsed, ct) => host.Begin(parsed, async (services, stop) =>
        {
            var applied = await services.GetRequiredService<SchemaRunner>().Update(stop);
            foreach (var step in applied) Console.WriteLine($"applied {step}");
            if (applied.Count is 0) Console.WriteLine("The schema is up to date.");
            return 0;
        }, ct));

        var status = new Command("status", "List the schema steps the database lacks");
        status.SetAction((parsed, ct) => host.Run(parsed, async (services, stop) =>
        {
            var pending = await services.GetRequiredService<SchemaRunner>().Pending(stop);
            foreach (var step in pending) Console.WriteLine($"pending {step}");
            if (pending.Count is 0) Console.WriteLine("The schema is up to date.");
            return pending.Count is 0 ? 0 : 1;
        }, ct));
        return new Command("schema", "The database's tables") { update, status };
    }
}

using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;

namespace OpenSeva.Commands;

/// <summary><c>openseva outbox stuck</c>: which messages between rooms keep failing.</summary>
internal static class OutboxCommands
{
    public static Command Command(CommandHost host)
    {
        var stuck = new Command("stuck", "Name the messages between rooms that keep failing (exit code 1 when there are any)");
        stuck.SetAction((parsed, ct) => host.Run(parsed, async (services, stop) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var found = await services.GetRequiredService<StuckMessages>().List(stop);
            foreach (var message in found)
            {
                await output.WriteLineAsync($"{message.Id}  {message.Type}  {message.Stream}  {message.Attempts} attempts, next {message.NextAt:yyyy-MM-dd HH:mm:ss}Z");
                await output.WriteLineAsync($"    {message.Failure.ReplaceLineEndings("\n    ")}");
            }

            if (found.Count is 0) await output.WriteLineAsync("No message keeps failing.");
            return found.Count is 0 ? 0 : 1;
        }, ct));
        return new Command("outbox", "Messages on their way between rooms") { stuck };
    }
}

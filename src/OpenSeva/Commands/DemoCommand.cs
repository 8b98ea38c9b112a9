using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Journal;
using OpenSeva.Kernel.Outbox;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Commands;

/// <summary><c>openseva demo</c>: makes an empty database into the demonstration state, with made-up offices, people and applications.</summary>
internal static class DemoCommand
{
    private static readonly Option<int> Days = new("--days") { Description = "Over how many days its applications have come in; 0 for none", DefaultValueFactory = _ => 45, CustomParser = WrongSetting.Number };

    public static Command Command()
    {
        var command = new Command("demo", "Load the demonstration state into an empty database") { Days };
        command.SetAction((parsed, ct) => Cli.Run(parsed, Load, builder => LiveThrough(builder, parsed.GetValue(Days)), ct));
        return command;
    }

    public static void Welcome(IServiceProvider services)
    {
        var home = services.GetRequiredService<Settings>().PublicUrl;
        Console.WriteLine("This is the demonstration state. Nobody in it is real.");
        Console.WriteLine($"  Portal                 {home}");
        Console.WriteLine($"  Sign in as anybody     {new Uri(home, "/demo/sign-in")}");
        Console.WriteLine($"  Messages and codes     {new Uri(home, "/demo/outbox")}");
    }

    // Its weeks are lived through from the beginning, ending now.
    private static void LiveThrough(WebApplicationBuilder builder, int days)
    {
        if (days > 0) builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new MovableClock(TimeProvider.System.GetUtcNow().AddDays(-days))));
    }

    private static async Task<int> Load(IServiceProvider services, CancellationToken ct)
    {
        await services.GetRequiredService<SchemaRunner>().Update(ct);
        var marks = services.GetRequiredService<Marks>();
        if (marks.IsDemonstration)
        {
            Console.WriteLine("The demonstration state is loaded already.");
            return 0;
        }

        await marks.MakeDemonstration(ct);
        foreach (var step in services.GetServices<IDemoStep>().OrderBy(step => step.Order))
        {
            Console.WriteLine(step.Title);
            await step.Load(ct);
        }

        await services.GetRequiredService<OutboxRelay>().Drain(ct);
        await services.GetRequiredService<Sealer>().Seal(ct);
        return 0;
    }
}

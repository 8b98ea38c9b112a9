using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel;

namespace OpenSeva.Commands;

/// <summary>The program's command line: the flags every command shares, the host's commands, each module's commands.</summary>
internal static class Cli
{
    public static RootCommand Root()
    {
        var root = new RootCommand("OpenSeva: public services from application to signed document. Without a command it serves.")
        {
            Flags.Data, Flags.Db, Flags.DbOwner, Flags.PublicUrl, Flags.StateName, Flags.Services, Flags.Config,
        };
        var host = new CommandHost(
            (parsed, act, ct) => LacksDatabase(Flags.Read(parsed)) is { } sentence ? Say(parsed, sentence) : Run(parsed, act, null, ct),
            (parsed, act, ct) => Run(parsed, act, null, ct));
        root.Add(Serve.Command());
        root.Add(SchemaCommands.Command(host));
        root.Add(JournalCommands.Command(host));
        root.Add(OutboxCommands.Command(host));
        root.Add(DemoCommand.Command());
        root.Add(BackupCommands.Backup());
        root.Add(BackupCommands.Restore());
        // Modules may add to one group, for example "service": their subcommands are gathered under it.
        foreach (var command in Modules.Commands(host))
        {
            if (root.Subcommands.FirstOrDefault(known => known.Name == command.Name) is not { } known) root.Add(command);
            else foreach (var sub in command.Subcommands) known.Add(sub);
        }

        return root;
    }

    /// <returns>The program's exit code: 2 when something given cannot be used.</returns>
    public static async Task<int> Invoke(string[] args, TextWriter error)
    {
        try
        {
            return await Root().Parse(WithDefault(args)).InvokeAsync(new()
            {
                EnableDefaultExceptionHandler = false, Error = error,
                // Longer than the host takes to finish what is under way: cut off earlier, an orderly end would look like a killed one.
                ProcessTerminationTimeout = TimeSpan.FromSeconds(25),
            });
        }
        catch (WrongSetting wrong)
        {
            await error.WriteLineAsync(wrong.Message);
            return 2;
        }
        catch (OperationCanceledException)
        {
            return 1;
        }
        catch (Exception bug)
        {
            await error.WriteLineAsync($"{bug.Message}\n{Faults.PlaceOf(bug)}");
            return 1;
        }
    }

    /// <summary>Flags alone mean serve; asking for help or the version does not.</summary>
    public static string[] WithDefault(string[] args) =>
        args.Length is 0 || (args[0].StartsWith('-') && args[0] is not ("--help" or "-h" or "-?" or "--version")) ? ["serve", .. args] : args;

    /// <summary>Asking after records makes none: a mistyped folder stays as it was.</summary>
    private static string? LacksDatabase(Settings settings) =>
        settings.HasDatabase ? null : $"There is no database in {settings.DataDirectory}.";

    private static async Task<int> Say(ParseResult parsed, string sentence)
    {
        await parsed.InvocationConfiguration.Error.WriteLineAsync(sentence);
        return 1;
    }

    /// <summary>Composes the program without serving and runs the act in one scope.</summary>
    internal static async Task<int> Run(
        ParseResult parsed, Func<IServiceProvider, CancellationToken, Task<int>> act, Action<WebApplicationBuilder>? adjust, CancellationToken ct)
    {
        try
        {
            await using var app = Site.Build(Flags.Read(parsed), Roles.None, adjust);
            await using var scope = app.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Acting>().Actor = Actor.System;
            try
            {
                return await act(scope.ServiceProvider, ct);
            }
            catch (Refusal refusal)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(app.Services.GetRequiredService<Words>().In(Languages.Default, $"refusal.{refusal.Code}", [.. refusal.Args]));
                return 1;
            }
        }
        catch (Exception error) when (error is InvalidOperationException or System.Data.Common.DbException or IOException or UnauthorizedAccessException)
        {
            return await Say(parsed, error.Message);
        }
    }
}

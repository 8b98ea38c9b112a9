using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Directory;
using OpenSeva.Definitions;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Catalogue.Versions;

/// <summary><c>openseva service check PATH…</c> and <c>openseva service publish PATH…</c>.</summary>
internal static class ServiceCommands
{
    public static Command Command(CommandHost host) => new("service", "Check and publish service definitions") { Check(host), Publish(host) };

    private static Command Check(CommandHost host)
    {
        var paths = Paths();
        var command = new Command("check", "Report every mistake in the services below the folders, with file, line and column") { paths };
        command.SetAction((parsed, ct) => host.Begin(parsed, (services, inner) => Check(parsed.GetValue(paths)!, services, inner), ct));
        return command;
    }

    private static Command Publish(CommandHost host)
    {
        var paths = Paths();
        var command = new Command("publish", "Publish the sound services below the folders; a published version never changes") { paths };
        command.SetAction((parsed, ct) => host.Begin(parsed, (services, inner) => Publish(parsed.GetValue(paths)!, services, inner), ct));
        return command;
    }

    private static Argument<string[]> Paths() => new("path") { Description = "Folder of a service, or any folder above some", Arity = ArgumentArity.OneOrMore };

    private static async Task<int> Check(string[] paths, IServiceProvider services, CancellationToken ct)
    {
        var roles = await HeldRoles(services, ct);
        var mistakes = 0;
        var checkedOnes = 0;
        foreach (var path in paths)
        {
            foreach (var folder in Folders(path))
            {
                var reading = roles?.Read(folder) ?? ServiceReader.ReadFolder(folder);
                foreach (var mistake in reading.Mistakes) Console.WriteLine(mistake);
                mistakes += reading.Mistakes.Count;
                checkedOnes++;
            }
        }

        if (roles is null) Console.WriteLine("Roles were not compared with posts: this database has no posts yet.");
        Console.WriteLine($"{checkedOnes} services, {mistakes} mistakes");
        return mistakes is 0 && checkedOnes > 0 ? 0 : 1;
    }

    private static async Task<int> Publish(string[] paths, IServiceProvider services, CancellationToken ct)
    {
        await services.GetRequiredService<SchemaRunner>().Update(ct);
        var publication = services.GetRequiredService<Publication>();
        var refused = 0;
        if (!paths.SelectMany(Folders).Any()) throw new IOException("There is no service.yaml below these folders.");

        foreach (var outcome in await Below(paths, publication, ct))
        {
            foreach (var mistake in outcome.Mistakes) Console.WriteLine(mistake);
            if (outcome.Refusal is { } refusal) Console.WriteLine(refusal);
            Console.WriteLine($"{outcome.Folder}: {Said(outcome.State)}");
            if (outcome.State is PublicationState.Refused) refused++;
        }

        return refused is 0 ? 0 : 1;
    }

    private static async Task<List<Outcome>> Below(string[] paths, Publication publication, CancellationToken ct)
    {
        var outcomes = new List<Outcome>();
        foreach (var path in paths) outcomes.AddRange(await publication.Below(path, ct));
        return outcomes;
    }

    private static string Said(PublicationState state) => state switch
    {
        PublicationState.Published => "published",
        PublicationState.AlreadyThere => "this version is published already",
        _ => "not published",
    };

    private static IEnumerable<string> Folders(string path) =>
        System.IO.Directory.Exists(path) ? ServiceFiles.FoldersBelow(path) : throw new IOException($"There is no folder {path}.");

    /// <summary>Files can be checked where there is no database; then roles are left alone.</summary>
    private static async Task<Held?> HeldRoles(IServiceProvider services, CancellationToken ct)
    {
        if (!services.GetRequiredService<Settings>().HasDatabase || (await services.GetRequiredService<SchemaRunner>().Pending(ct)).Count > 0) return null;

        return await Held.Now(services.GetRequiredService<IDirectory>(), ct) is { Carried.Count: > 0 } held ? held : null;
    }
}

using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Journal;

namespace OpenSeva.Commands;

/// <summary><c>openseva journal</c>: prove that nobody changed the record.</summary>
internal static class JournalCommands
{
    public static Command Command(CommandHost host)
    {
        var headFile = new Option<FileInfo?>("--head") { Description = "File with a head that was kept elsewhere; shows that nothing before it was cut off" };
        var verify = new Command("verify", "Re-check every stream, the global chain and every row an entry produced") { headFile };
        verify.SetAction((parsed, ct) => host.Run(parsed, (services, stop) => Verify(services, parsed.GetValue(headFile), stop), ct));

        var head = new Command("head", "Print the newest seal as JSON, to be kept elsewhere");
        head.SetAction((parsed, ct) => host.Run(parsed, async (services, stop) =>
        {
            await services.GetRequiredService<Sealer>().Seal(stop);
            Console.WriteLine(JsonSerializer.Serialize(await services.GetRequiredService<JournalVerifier>().Head(stop), JsonSerializerOptions.Web));
            return 0;
        }, ct));
        return new Command("journal", "The append-only record of every change") { verify, head };
    }

    private static async Task<int> Verify(IServiceProvider services, FileInfo? file, CancellationToken ct)
    {
        JournalHead? kept = null;
        if (file is not null)
        {
            try
            {
                kept = JsonSerializer.Deserialize<JournalHead>(await File.ReadAllTextAsync(file.FullName, ct), JsonSerializerOptions.Web);
            }
            catch (JsonException)
            {
                await Console.Error.WriteLineAsync($"{file.Name} does not hold a head as 'openseva journal head' prints it.");
                return 2;
            }
        }

        var report = await services.GetRequiredService<JournalVerifier>().Verify(kept, ct);
        if (report.Fault is { } fault)
        {
            await Console.Error.WriteLineAsync($"The journal does NOT verify: {fault}");
            return 1;
        }

        Console.WriteLine($"The journal verifies: {report.Entries} entries in {report.Streams} streams, {report.Sealed} sealed, {report.Rows} rows as written.");
        if (report.Erasures > 0) Console.WriteLine($"{report.Erasures} erasures, each by an entry that says so: the salts before it are gone on purpose.");
        if (report.Entries > report.Sealed) Console.WriteLine($"{report.Entries - report.Sealed} entries wait for their seal.");
        Console.WriteLine(report.TruncationChecked ? "Nothing up to the kept head was cut off." : "Truncation was not checked: give --head a head that was kept elsewhere.");
        return 0;
    }
}

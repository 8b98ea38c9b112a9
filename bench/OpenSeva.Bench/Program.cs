using System.CommandLine;
using OpenSeva.Bench;

// The measurements behind docs/benchmarks.md. Run by bench/run, which builds, and starts a PostgreSQL of its own.
var cases = new Option<int[]>("--cases") { Description = "Open cases to read among", DefaultValueFactory = _ => [100_000, 1_000_000], AllowMultipleArgumentsPerToken = true };
var only = new Option<string[]>("--only") { Description = "Chapters: start, acts, certificates, pages", DefaultValueFactory = _ => ["start", "acts", "certificates", "pages"], AllowMultipleArgumentsPerToken = true };
var engines = new Option<string[]>("--engine") { Description = "sqlite, postgresql", DefaultValueFactory = _ => [.. Engine.All.Keys], AllowMultipleArgumentsPerToken = true };
only.AcceptOnlyFromAmong("start", "acts", "certificates", "pages");
engines.AcceptOnlyFromAmong([.. Engine.All.Keys]);
var root = new RootCommand("Measures OpenSeva and prints tables in Markdown") { cases, only, engines };
root.SetAction(async (parsed, _) =>
{
    Report.Machine();
    foreach (var chapter in parsed.GetValue(only)!)
    {
        foreach (var engine in parsed.GetValue(engines)!)
        {
            var make = Engine.All[engine];
            await (chapter switch
            {
                "start" => Starting.Measure(make),
                "acts" => Acts.Measure(make),
                "certificates" => Certificates.Measure(make),
                _ => Pages.Measure(make, parsed.GetValue(cases)!),
            });
        }
    }
});
return await root.Parse(args).InvokeAsync();

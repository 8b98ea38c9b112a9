using System.Globalization;
using System.Runtime.InteropServices;

namespace OpenSeva.Bench;

/// <summary>Prints what was measured as tables in Markdown, progress on the other channel.</summary>
internal static class Report
{
    public static void Machine()
    {
        var cpu = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30);
        Console.WriteLine($"Machine: {Environment.ProcessorCount} cores ({cpu}), {memory} GiB, {RuntimeInformation.OSDescription}, .NET {Environment.Version}; load before: {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
    }

    public static void Say(string progress) => Console.Error.WriteLine($"  {TimeProvider.System.GetLocalNow():HH:mm:ss} {progress}");

    public static void Table(string title, string[] head, IEnumerable<string[]> rows)
    {
        Console.WriteLine();
        Console.WriteLine($"### {title}");
        Console.WriteLine();
        Console.WriteLine($"| {string.Join(" | ", head)} |");
        Console.WriteLine($"|{string.Concat(head.Select((_, i) => i is 0 ? " --- |" : " ---: |"))}");
        foreach (var row in rows) Console.WriteLine($"| {string.Join(" | ", row)} |");
        Console.WriteLine();
    }

    public static string Number(double value) => value.ToString(value < 10 ? "0.00" : "#,0", CultureInfo.InvariantCulture);
}

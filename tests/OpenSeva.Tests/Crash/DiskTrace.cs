using System.Text.RegularExpressions;

namespace OpenSeva.Tests.Crash;

/// <summary>One answer of the program that says "done" (2xx), and how the disk stood when its first byte left.</summary>
/// <param name="Request">Method and path it answers.</param>
/// <param name="Syncs">How many times a file was confirmed by the disk since the request came in.</param>
/// <param name="Unconfirmed">Files written and not confirmed at that moment.</param>
internal sealed record Acknowledgement(string Request, int Syncs, IReadOnlyList<string> Unconfirmed);

/// <summary>
/// Reads strace's record in order. A write counts from its beginning and a sync from its end, an answer from its
/// beginning: whatever threads did at the same time is judged against the program. Requests come one after the other.
/// </summary>
internal sealed partial class DiskTrace(string data)
{
    private readonly Dictionary<string, int> writes = [];
    private readonly Dictionary<string, int> confirmed = [];
    private readonly Dictionary<string, (string File, int Writes)> syncing = [];
    private readonly List<Acknowledgement> acknowledged = [];
    private string request = "";
    private int syncs;

    public static IReadOnlyList<Acknowledgement> Read(string log, string data)
    {
        var trace = new DiskTrace(data);
        foreach (var line in File.ReadLines(log)) trace.Take(line);
        return trace.acknowledged;
    }

    private void Take(string line)
    {
        if (Begun().Match(line) is { Success: true } begun)
            Begin(begun.Groups["thread"].Value, begun.Groups["call"].Value, begun.Groups["file"].Value, line);
        if (Ended().Match(line) is { Success: true } ended)
            End(ended.Groups["thread"].Value, ended.Groups["result"].Value, line);
    }

    private void Begin(string thread, string call, string file, string line)
    {
        if (call is "fsync" or "fdatasync") syncing[thread] = (file, writes.GetValueOrDefault(file));
        else if (IsKept(file)) writes[file] = writes.GetValueOrDefault(file) + 1;
        else if (call is "sendto" or "sendmsg" && line.Contains("\"HTTP/1.1 2", StringComparison.Ordinal)) Acknowledge();
    }

    private void End(string thread, string result, string line)
    {
        if (syncing.Remove(thread, out var sync))
        {
            if (result is not "0") return;
            confirmed[sync.File] = sync.Writes;
            syncs++;
        }
        else if (Received().Match(line) is { Success: true } received)
        {
            (request, syncs) = (received.Groups["request"].Value, 0);
        }
    }

    private void Acknowledge() => acknowledged.Add(new(request, syncs,
        [.. writes.Where(file => file.Value > confirmed.GetValueOrDefault(file.Key)).Select(file => file.Key)]));

    // The -shm file is an index in memory that every start makes anew; what arrives has no name and ends with its request.
    private bool IsKept(string file) => file.StartsWith(data, StringComparison.Ordinal)
        && !file.EndsWith("-shm", StringComparison.Ordinal) && !file.StartsWith(Path.Combine(data, "arriving"), StringComparison.Ordinal);

    [GeneratedRegex(@"^(?<thread>\d+) +(?<call>\w+)\(\d+<(?<file>[^>]*)>")]
    private static partial Regex Begun();

    [GeneratedRegex(@"^(?<thread>\d+) .* = (?<result>-?\d+)( |$)")]
    private static partial Regex Ended();

    [GeneratedRegex(@"(recvfrom|recvmsg).*""(?<request>(GET|POST|PUT|DELETE) /[^ ""]*) HTTP/1\.1")]
    private static partial Regex Received();
}

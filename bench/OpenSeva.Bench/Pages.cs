using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace OpenSeva.Bench;

/// <summary>
/// Pages per second among many open cases: an officer's inbox, the case page, the page where anybody tracks. Asked by wrk
/// on the same cores, each page over different rows; then the dashboard of a department, one after the other.
/// </summary>
internal static partial class Pages
{
    private const int Seconds = 8, Connections = 16;
    private const string Head = "Jayan Pillai", Digits = "2345";

    public static async Task Measure(Func<Engine> make, int[] sizes)
    {
        using var engine = make();
        await Server.Command(engine, "demo", "--days", "0");
        var (original, before, id, number) = await Original(engine);
        var (rows, first) = (new List<string[]>(), 0);
        foreach (var size in sizes.Order())
        {
            Fill(engine, original, before, number, first, size);
            first = size;
            Report.Say($"{engine.Title}: {size:#,0} cases are there, counting them for the dashboard");
            await Server.Command(engine, "insight", "rebuild");
            engine.Tidy();
            rows.Add(await At(engine, size, id));
        }

        Report.Table($"Pages among open cases, {engine.Title}, {Connections} connections",
            ["open cases", "inbox /s", "case page /s", "track page /s", "slowest 1 % (ms)", "dashboard, median ms"], rows);
    }

    private static async Task<(List<Row> Rows, Rows Before, string Id, string Number)> Original(Engine engine)
    {
        using var server = await Server.Start(engine, "web,worker");
        using var citizen = await Visitor.SignedIn(server.Address, Pension.Citizen);
        using var secretary = await Visitor.SignedIn(server.Address, Pension.Secretary);
        var before = Rows.Of(engine);
        var id = await Pension.Draft(citizen);
        var number = await Pension.Send(citizen, id);
        await Pension.Forward(secretary, id);
        while (engine.Column("select count(*) from outbox where done_at is null")[0] is not "0") await Task.Delay(200);
        return ([.. Rows.Of(engine).Since(before)], before, id, number);
    }

    private static void Fill(Engine engine, List<Row> original, Rows before, string number, int from, int to)
    {
        var own = Acts.Own(original, before);
        var desks = Desks().ToList();
        object Of(string column) => original.Single(row => row.Table is "case_file").Columns.Single(one => one.Name == column).Value;
        var (post, office, citizen) = (Guid.Parse(Of("post_id").ToString()!), Guid.Parse(Of("office_id").ToString()!), Guid.Parse(Of("citizen_id").ToString()!));
        var seated = desks.FindIndex(desk => desk.Post == post);
        // The first copies stay the citizen's own, so that they can be tracked; the others are other people's.
        Guid? Other(Guid guid, int i) =>
            guid == post ? desks[(seated + i) % desks.Count].Post : guid == office ? desks[(seated + i) % desks.Count].Office
            : guid == citizen && i > 64 ? new Guid(i / 3, 0x7c17, 0x7000, 0x80, 1, 2, 3, 4, 5, 6, 7) : null;
        var copier = new Copier(engine, original, number, withJournal: false);
        foreach (var part in Enumerable.Range(from + 1, to - from).Chunk(50_000))
            copier.Write(part.Select(i => new Copy(i, own, 1_000_000, Other, TimeSpan.FromDays(-(i * 7919L % 300)))));
        Report.Say($"{to - from:#,0} copies of {copier.RowsEach} rows over {desks.Count} desks");
    }

    private static async Task<string[]> At(Engine engine, int size, string id)
    {
        using var server = await Server.Start(engine, "web");
        using var secretary = await Visitor.SignedIn(server.Address, Pension.Secretary);
        using var head = await Visitor.SignedIn(server.Address, Head);
        using var stranger = Visitor.Stranger(server.Address);
        var post = engine.Column($"select post_id from case_file where id = '{(engine.IsPostgres ? id : id.ToUpperInvariant())}'")[0];
        var cases = engine.Column($"select id from case_file where post_id = '{post}' limit 3000").Select(one => $"/office/cases/{one.ToLowerInvariant()}").ToArray();
        var passes = new List<string>();
        foreach (var number in engine.Column($"select number from case_file where citizen_id = (select citizen_id from case_file where id = '{(engine.IsPostgres ? id : id.ToUpperInvariant())}') limit 50"))
            passes.Add(await stranger.Track(number, Digits));

        var inbox = await Load(server, secretary, ["/office/inbox"]);
        var page = await Load(server, secretary, cases);
        var track = await Load(server, stranger, [.. passes]);
        var board = await Dashboard(server, head);
        Report.Say($"{engine.Title}, {size:#,0}: inbox {inbox.Rate:0}/s, case {page.Rate:0}/s, track {track.Rate:0}/s, dashboard {board:0.0} ms");
        return [size.ToString("#,0", CultureInfo.InvariantCulture), Report.Number(inbox.Rate), Report.Number(page.Rate), Report.Number(track.Rate),
            string.Join(" · ", new[] { inbox, page, track }.Select(one => Report.Number(one.Slowest))), Report.Number(board)];
    }

    private static async Task<(double Rate, double Slowest)> Load(Server server, Visitor visitor, string[] paths)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("openseva-bench-wrk").FullName;
        var script = Path.Combine(folder, "paths.lua");
        await File.WriteAllTextAsync(script,
            $$"""
            local paths = { {{string.Join(", ", paths.Select(path => $"\"{path}\""))}} }
            local i = 0
            request = function()
              i = i % #paths + 1
              return wrk.format("GET", paths[i], { ["Cookie"] = "{{visitor.Cookie}}", ["Accept-Encoding"] = "identity" })
            end
            """);
        // By operations, not by time: below 6,000 the compiler is what is measured.
        for (var asked = 0.0; asked < 6_000;) asked += (await Wrk(server, script, 4)).Rate * 4;
        var runs = new List<(double Rate, double Slowest)>();
        for (var i = 0; i < 3; i++) runs.Add(await Wrk(server, script, Seconds));
        System.IO.Directory.Delete(folder, recursive: true);
        return runs.OrderBy(run => run.Rate).ElementAt(1);
    }

    private static async Task<(double Rate, double Slowest)> Wrk(Server server, string script, int seconds)
    {
        using var wrk = Process.Start(new ProcessStartInfo("wrk", ["-t1", $"-c{Connections}", $"-d{seconds}s", "--latency", "-s", script, server.Address.ToString()]) { RedirectStandardOutput = true })!;
        var said = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        if (said.Contains("Non-2xx", StringComparison.Ordinal) || !Rate().IsMatch(said)) throw new InvalidOperationException($"wrk says: {said}");
        var slow = Slowest().Match(said);
        var unit = slow.Groups[2].Value switch { "us" => 0.001, "s" => 1000, _ => 1 };
        return (Value(Rate().Match(said).Groups[1]), Value(slow.Groups[1]) * unit);

        static double Value(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);
    }

    private static async Task<double> Dashboard(Server server, Visitor head)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server.Address };
        var times = new List<double>();
        for (var i = 0; i < 240; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/office/insight");
            request.Headers.Add("Cookie", head.Cookie);
            var since = Stopwatch.GetTimestamp();
            using var answer = await http.SendAsync(request);
            await answer.Content.ReadAsByteArrayAsync();
            answer.EnsureSuccessStatusCode();
            if (i >= 200) times.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }

        return times.Order().ElementAt(times.Count / 2);
    }

    private static IEnumerable<(Guid Post, Guid Office)> Desks()
    {
        var office = Guid.Empty;
        foreach (var line in File.ReadLines(Path.Combine(Commands.Flags.Beside("demo"), "offices.yaml")))
        {
            if (Identified().Match(line) is not { Success: true } found) continue;
            var guid = Guid.Parse(found.Groups[2].Value);
            if (found.Groups[1].Length > 2) yield return (guid, office);
            else office = guid;
        }
    }

    [GeneratedRegex("^( +)- id: ([0-9a-f-]{36})$")]
    private static partial Regex Identified();

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex Slowest();
}

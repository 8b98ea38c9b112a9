using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace OpenSeva.Bench;

/// <summary>
/// Durable acts through the API against raw: the statements of the same act, recorded from the program, sent by as many
/// clients to the same database in the same run. Rounds alternate, so that a noisy machine is noisy for both.
/// </summary>
internal static class Acts
{
    private const int Clients = 16, Rounds = 4;
    private static readonly int Warm = 6_000, PerRound = 1_000;

    public static async Task Measure(Func<Engine> make)
    {
        using var engine = make();
        Report.Say($"{engine.Title}: acts");
        await Server.Command(engine, "demo", "--days", "0");
        var submit = await Submit(engine);
        var decide = await Decide(engine);
        Report.Table($"Durable acts, {engine.Title}, {Clients} clients",
            ["act", "statements", "product /s", "raw /s", "ratio"],
            [submit, decide]);
    }

    private static async Task<string[]> Submit(Engine engine)
    {
        var before = Rows.Of(engine);
        List<Row> made;
        using (var server = await Server.Start(engine, "web"))
        {
            using var citizen = await Visitor.SignedIn(server.Address, Pension.Citizen);
            before = Rows.Of(engine);
            await Pension.Draft(citizen);
            made = [.. Rows.Of(engine).Since(before)];
        }

        var id = Draft(made);
        return await Compare(engine, "submit", before, made, 1_000_000, null, Pension.Citizen,
            (citizen, copy) => Pension.Send(citizen, copy), id);
    }

    private static async Task<string[]> Decide(Engine engine)
    {
        var (made, before, id, number) = await Pension.ToDecide(engine, Pension.Another);
        return await Compare(engine, "decide (approve)", before, made, 2_000_000, number, Pension.Officer, Pension.Approve, id);
    }

    private static string Draft(List<Row> made) => made.Single(row => row.Table is "draft").Columns.Single(column => column.Name is "id").Value.ToString()!.ToLowerInvariant();

    private static async Task<string[]> Compare(Engine engine, string act, Rows before, List<Row> made, long serials, string? number, string who, Func<Visitor, string, Task> run, string id)
    {
        var count = Warm + PerRound * Rounds;
        var (original, known) = (Own(made, before), Rows.Of(engine).Identifiers());
        // The first half is the product's, the second half raw's.
        var copier = new Copier(engine, made, number, withJournal: true);
        copier.Write(Enumerable.Range(1, 2 * count + 1).Select(i => new Copy(i, original, serials)));
        engine.Tidy();
        Report.Say($"{act}: {2 * count} copies of {copier.RowsEach} rows");

        using var replay = await Recorded(engine, serials, number, who, run, id, original, known);
        using var server = await Server.Start(engine, "web");
        using var visitor = await Visitor.SignedIn(server.Address, who);
        Task Product(int from, int many) => Share(Enumerable.Range(from, many).Select(i => new Copy(i, original, serials).Of(Guid.Parse(id)).ToString()), copy => run(visitor, copy));
        Task Raw(int from, int many) => replay.Run(Enumerable.Range(count + from, many), Clients);

        await Product(1, Warm);
        await Raw(1, Warm / 6);
        var (product, raw) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var i = 0; i < Rounds; i++)
        {
            var from = Warm + 1 + i * PerRound;
            product += await Timed(() => Product(from, PerRound));
            raw += await Timed(() => Raw(from, PerRound));
            Report.Say($"{act}: product {PerRound * (i + 1) / product.TotalSeconds:0}/s, raw {PerRound * (i + 1) / raw.TotalSeconds:0}/s");
        }

        var (ours, theirs) = (Rounds * PerRound / product.TotalSeconds, Rounds * PerRound / raw.TotalSeconds);
        return [act, replay.Statements.ToString(CultureInfo.InvariantCulture), Report.Number(ours), Report.Number(theirs), Report.Number(ours / theirs)];
    }

    private static async Task<Replay> Recorded(
        Engine engine, long serials, string? number, string who, Func<Visitor, string, Task> run, string id, Dictionary<Guid, int> original, HashSet<Guid> known)
    {
        await using var recorder = await Recorder.Start(engine);
        using var visitor = await Visitor.SignedIn(recorder.Address, who);
        // The first act also fills caches: the second is what every other one is like.
        await run(visitor, new Copy(2 * (Warm + PerRound * Rounds) + 1, original, serials).Of(Guid.Parse(id)).ToString());
        known.UnionWith(engine.Column("select id from session").Select(Guid.Parse));
        var statements = await recorder.Record(() => run(visitor, id));
        number ??= engine.Column($"select number from case_file where id = '{(engine.IsPostgres ? id : id.ToUpperInvariant())}'").Single();
        if (Environment.GetEnvironmentVariable("BENCH_SHOW") is not null) foreach (var statement in statements) Report.Say(statement.Sql.ReplaceLineEndings(" "));
        return new Replay(engine, statements, serials, number, original, known);
    }

    /// <summary>Identifiers that came into the world with the original.</summary>
    public static Dictionary<Guid, int> Own(List<Row> made, Rows before)
    {
        var found = new HashSet<Guid>();
        foreach (var (_, value) in made.SelectMany(row => row.Columns)) Pattern.Identifiers(value, found);
        found.ExceptWith(before.Identifiers());
        return found.Select((guid, place) => (guid, place)).ToDictionary(pair => pair.guid, pair => pair.place);
    }

    public static async Task Share(IEnumerable<string> copies, Func<string, Task> act)
    {
        var waiting = new ConcurrentQueue<string>(copies);
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            while (waiting.TryDequeue(out var copy)) await act(copy);
        })));
    }

    private static async Task<TimeSpan> Timed(Func<Task> act)
    {
        var since = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(since);
    }
}

using System.Diagnostics;
using System.Globalization;

namespace OpenSeva.Bench;

/// <summary>
/// Signed certificates through the product: approvals wait in the outbox, a worker numbers, prints, signs and shelves
/// each and tells the citizen. Counted while it goes on, the start of the process left out.
/// </summary>
internal static class Certificates
{
    private const int Many = 1_500, Warm = 300;

    public static async Task Measure(Func<Engine> make)
    {
        using var engine = make();
        await Server.Command(engine, "demo", "--days", "0");
        var (original, before, id, number) = await Pension.ToDecide(engine, Pension.Citizen);
        var own = Acts.Own(original, before);
        new Copier(engine, original, number, withJournal: true).Write(Enumerable.Range(1, Many).Select(i => new Copy(i, own, 1_000_000)));
        using (var web = await Server.Start(engine, "web"))
        {
            using var officer = await Visitor.SignedIn(web.Address, Pension.Officer);
            await Acts.Share(Enumerable.Range(1, Many).Select(i => new Copy(i, own, 1_000_000).Of(Guid.Parse(id)).ToString()), copy => Pension.Approve(officer, copy));
        }

        Report.Say($"{engine.Title}: {Many} approvals wait for their certificates");
        using var worker = await Server.Start(engine, "web,worker");
        while (Issued(engine) < Warm) await Task.Delay(50);
        var (since, from) = (Stopwatch.GetTimestamp(), Issued(engine));
        while (Issued(engine) < Many) await Task.Delay(50);
        var rate = (Many - from) / Stopwatch.GetElapsedTime(since).TotalSeconds;
        var sizes = engine.Column("select bytes from issued_document where hash is not null order by bytes").Select(size => long.Parse(size, CultureInfo.InvariantCulture)).ToList();
        Report.Table($"Signed certificates through the product, {engine.Title}", ["what", "measured"],
            [["certificates issued /s", Report.Number(rate)], ["largest certificate (kB)", Report.Number(sizes[^1] / 1000.0)]]);
    }

    private static int Issued(Engine engine) => int.Parse(engine.Column("select count(*) from issued_document where hash is not null")[0], CultureInfo.InvariantCulture);
}

using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Tests.Kernel;

/// <summary>Whatever is drawn, voided or given up, side by side: every number 1..n of a series is borne or void, once.</summary>
public sealed class NumberProperties(TrialApp app) : IClassFixture<TrialApp>
{
    private enum Deed { Draw, Void, DrawAndGiveUp, VoidAndGiveUp, TwoAtOnce }

    [Fact]
    public async Task Every_number_up_to_the_last_is_borne_or_void()
    {
        var deeds = from deed in Gen.Elements(Enum.GetValues<Deed>()) from second in Gen.Elements(false, true) select (deed, second);
        await Task.Run(() => Check.One(
            Trial.Sample(15).WithEndSize(18), Prop.ForAll(deeds.ListOf().ToArbitrary(), list => Hold([.. list]).GetAwaiter().GetResult())));
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    private async Task<bool> Hold(List<(Deed Deed, bool Second)> deeds)
    {
        var trial = Guid.CreateVersion7().ToString("N");
        var bearers = await Task.WhenAll(deeds.Select(one => Do($"{trial}/{(one.Second ? 2 : 1)}", one.Deed)));
        foreach (var series in new[] { $"{trial}/1", $"{trial}/2" })
        {
            var drawn = await Drawn(series);
            var kept = bearers.Where(one => one.Series == series).SelectMany(one => one.Kept).ToList();
            Assert.Equal(Enumerable.Range(1, kept.Count).Select(n => (long)n), drawn.Select(one => one.N));
            Assert.All(drawn, one => Assert.NotEqual(one.Bearer is null, one.Void is null));
            Assert.Equal(kept.OfType<Guid>().Order(), drawn.Where(one => one.Bearer is not null).Select(one => Guid.Parse(one.Bearer!)).Order());
        }

        return true;
    }

    /// <returns>A bearer for every number that was kept, null for a void one.</returns>
    private async Task<(string Series, IReadOnlyList<Guid?> Kept)> Do(string series, Deed deed)
    {
        var (one, two) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        try
        {
            await app.Run(async services =>
            {
                var numbers = services.GetRequiredService<Numbers>();
                var n = deed is Deed.Void or Deed.VoidAndGiveUp ? await numbers.Void(series, "spoilt", default) : await numbers.Draw(series, one, default);
                if (deed is Deed.TwoAtOnce) await numbers.Draw(series, two, default);
                return deed is Deed.DrawAndGiveUp or Deed.VoidAndGiveUp ? throw new Refusal("trial.given-up") : n;
            });
        }
        catch (Refusal)
        {
            return (series, []);
        }

        return (series, deed switch { Deed.Void => [null], Deed.TwoAtOnce => [one, two], _ => [one] });
    }

    private async Task<List<(long N, string? Bearer, string? Void)>> Drawn(string series)
    {
        await using var connection = app.Services.GetRequiredService<Storage>().NewConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"select n, bearer, void from number_drawn where series = '{series}' order by n";
        await using var rows = await command.ExecuteReaderAsync();
        var drawn = new List<(long, string?, string?)>();
        while (await rows.ReadAsync()) drawn.Add((rows.GetInt64(0), Text(rows.GetValue(1)), Text(rows.GetValue(2))));
        return drawn;
    }

    private static string? Text(object value) => value is DBNull ? null : Convert.ToString(value, CultureInfo.InvariantCulture);
}

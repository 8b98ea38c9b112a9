using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Insight;
using OpenSeva.Insight.Counting;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Tests.Insight;

/// <summary>A database that was there before passes were counted.</summary>
public sealed class CountAgainTests
{
    [Fact]
    public async Task After_an_update_what_happened_before_is_counted_once_by_itself()
    {
        await using var app = new PassingApp();
        await app.InitializeAsync();
        var before = await Sums(app);
        Assert.Equal((3, 3L, 3L), before);
        Assert.False(await app.Read(Uncounted));

        await MakeOld(app);
        Assert.Equal(["OpenSeva.Insight/0002_passes"], await app.Services.GetRequiredService<SchemaRunner>().Update(default));
        Assert.True(await app.Read(Uncounted));
        Assert.Equal((0, 0, 0), await Sums(app));

        await Round(app);
        Assert.Equal(before, await Sums(app));
        Assert.False(await app.Read(Uncounted));

        // Another round, or another node that saw the mark too, counts nothing.
        await Round(app);
        Assert.Equal(0, await app.Read(services => services.GetRequiredService<Rebuild>().IfUncounted(default)));
    }

    [Fact]
    public async Task An_empty_database_has_nothing_to_count()
    {
        await using var app = new SevaApp();
        await app.InitializeAsync();

        Assert.False(await app.Read(Uncounted));
    }

    private static async Task<bool> Round(SevaApp app) => await app.Read(async services =>
    {
        await services.GetRequiredService<CountAgain>().Run(default);
        return true;
    });

    private static Task<bool> Uncounted(IServiceProvider services) => services.GetRequiredService<InsightDb>().IsUncounted(default);

    private static Task<(int Passes, long In, long Out)> Sums(SevaApp app) => app.Read(async services =>
    {
        var db = services.GetRequiredService<InsightDb>();
        return (await db.Passes.CountAsync(), await db.SeatMonths.SumAsync(row => row.OfficeIn), await db.SeatMonths.SumAsync(row => row.OfficeOut));
    });

    private static async Task MakeOld(SevaApp app)
    {
        await using var owner = await app.Services.GetRequiredService<Storage>().OpenOwner(default);
        foreach (var sql in (string[])["drop table insight_pass", "drop index insight_case_received_post", "alter table insight_turn drop column uncounted",
            .. ((string[])["office_in", "office_out", "desk_in", "desk_out"]).Select(column => $"alter table insight_seat_month drop column {column}"),
            "delete from schema_step where name = 'OpenSeva.Insight/0002_passes'"])
        {
            await using var command = owner.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }
    }
}

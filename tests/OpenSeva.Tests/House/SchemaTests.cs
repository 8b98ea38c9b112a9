using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Tests.House;

/// <summary>The classes and the tables say the same, on the engine this run is for.</summary>
public sealed class SchemaTests(SevaApp app) : IClassFixture<SevaApp>
{
    [Fact]
    public async Task Every_mapped_column_stands_in_the_database_with_its_nullability()
    {
        var live = await Live();
        var wrong = new List<string>();
        await using var scope = app.Services.CreateAsyncScope();
        foreach (var window in app.Services.GetServices<JournaledDb>())
        {
            var db = (ModuleDb)scope.ServiceProvider.GetRequiredService(window.Type);
            foreach (var type in db.Model.GetEntityTypes())
            {
                var table = type.GetTableName()!;
                var columns = type.GetProperties().ToDictionary(property => property.GetColumnName(), property => property);
                wrong.AddRange(columns.Keys.Where(column => !live.ContainsKey((table, column))).Select(column => $"{table}.{column} is not in the database"));
                wrong.AddRange(live.Keys.Where(key => key.Table == table && !columns.ContainsKey(key.Column)).Select(key => $"{table}.{key.Column} is not mapped"));
                wrong.AddRange(columns.Where(column => live.TryGetValue((table, column.Key), out var nullable) && nullable != column.Value.IsNullable)
                    .Select(column => $"{table}.{column.Key}: nullable in one, not in the other"));
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_second_update_finds_nothing_to_do() =>
        Assert.Empty(await app.Services.GetRequiredService<SchemaRunner>().Update(default));

    [Fact]
    public void No_row_maps_a_shadow_property()
    {
        using var scope = app.Services.CreateScope();
        var shadows = app.Services.GetServices<JournaledDb>()
            .Select(window => (ModuleDb)scope.ServiceProvider.GetRequiredService(window.Type))
            .SelectMany(db => db.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
            .Where(property => property.IsShadowProperty())
            .Select(property => $"{property.DeclaringType.Name}.{property.Name}");
        Assert.Empty(shadows);
    }

    private async Task<Dictionary<(string Table, string Column), bool>> Live()
    {
        await using var connection = app.Services.GetRequiredService<Storage>().NewConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = Database.IsPostgres
            ? "select table_name, column_name, is_nullable = 'YES' from information_schema.columns where table_schema = 'public'"
            : "select m.name, c.name, c.\"notnull\" = 0 and c.pk = 0 from sqlite_schema m join pragma_table_info(m.name) c where m.type = 'table'";
        var live = new Dictionary<(string, string), bool>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) live[(rows.GetString(0), rows.GetString(1))] = rows.GetBoolean(2);
        return live;
    }
}

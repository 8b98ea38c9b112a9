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
    public async Task Every_mapped_column_stands_in_the_database_with_its_type_and_nullability()
    {
        var live = await Live();
        var wrong = new List<string>();
        await using var scope = app.Services.CreateAsyncScope();
        foreach (var window in app.Services.GetServices<JournaledDb>())
        {
            var db = (ModuleDb)scope.ServiceProvider.GetRequiredService(window.Type);
            foreach (var entity in db.Model.GetEntityTypes())
            {
                var table = entity.GetTableName()!;
                var columns = entity.GetProperties().ToDictionary(property => property.GetColumnName(), property => property);
                wrong.AddRange(columns.Keys.Where(column => !live.ContainsKey((table, column))).Select(column => $"{table}.{column} is not in the database"));
                wrong.AddRange(live.Keys.Where(key => key.Table == table && !columns.ContainsKey(key.Column)).Select(key => $"{table}.{key.Column} is not mapped"));
                foreach (var (name, property) in columns.Where(column => live.ContainsKey((table, column.Key))))
                {
                    var (type, nullable) = live[(table, name)];
                    if (nullable != property.IsNullable) wrong.Add($"{table}.{name}: nullable in one, not in the other");
                    if (!string.Equals(type, property.GetColumnType(), StringComparison.OrdinalIgnoreCase)) wrong.Add($"{table}.{name}: mapped as {property.GetColumnType()}, in the database {type}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_second_update_finds_nothing_to_do() =>
        Assert.Empty(await app.Services.GetRequiredService<SchemaRunner>().Update(default));

    [Fact]
    public async Task No_row_maps_a_shadow_property()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var shadows = app.Services.GetServices<JournaledDb>()
            .Select(window => (ModuleDb)scope.ServiceProvider.GetRequiredService(window.Type))
            .SelectMany(db => db.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
            .Where(property => property.IsShadowProperty())
            .Select(property => $"{property.DeclaringType.Name}.{property.Name}");
        Assert.Empty(shadows);
    }

    private async Task<Dictionary<(string Table, string Column), (string Type, bool IsNullable)>> Live()
    {
        await using var connection = app.Services.GetRequiredService<Storage>().NewConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = Database.IsPostgres
            ? "select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), not a.attnotnull from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p') join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public' where a.attnum > 0 and not a.attisdropped"
            : "select m.name, c.name, c.type, c.\"notnull\" = 0 and c.pk = 0 from sqlite_schema m join pragma_table_info(m.name) c where m.type = 'table'";
        var live = new Dictionary<(string, string), (string, bool)>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) live[(rows.GetString(0), rows.GetString(1))] = (rows.GetString(2), rows.GetBoolean(3));
        return live;
    }
}

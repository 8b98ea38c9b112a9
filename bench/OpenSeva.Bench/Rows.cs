using System.Data.Common;

namespace OpenSeva.Bench;

/// <summary>One row that the program wrote.</summary>
/// <param name="Columns">Names and values; identity columns are left to the database.</param>
internal sealed record Row(string Table, IReadOnlyList<(string Name, object Value)> Columns);

/// <summary>
/// All rows of a small database at one moment. Taking it before and after an application shows which rows an application
/// consists of, whatever the rooms keep: those rows are what is copied to get many.
/// </summary>
internal sealed class Rows
{
    private readonly HashSet<string> seen = [];
    private readonly List<Row> all = [];

    public static Rows Of(Engine engine)
    {
        var rows = new Rows();
        using var connection = engine.Open();
        foreach (var table in Tables(engine)) rows.Read(connection, table);
        return rows;
    }

    /// <summary>What came into being since: rows that name something new. Rows that only changed are not the application's.</summary>
    public IEnumerable<Row> Since(Rows before)
    {
        var known = before.Identifiers();
        return all.Where(row => !before.seen.Contains(Print(row)) && Named(row.Columns).Any(guid => !known.Contains(guid)));
    }

    /// <summary>Every identifier that occurs anywhere.</summary>
    public HashSet<Guid> Identifiers() => Named(all.SelectMany(row => row.Columns));

    private static HashSet<Guid> Named(IEnumerable<(string Name, object Value)> columns)
    {
        var found = new HashSet<Guid>();
        foreach (var (_, value) in columns) Pattern.Identifiers(value, found);
        return found;
    }

    private static List<string> Tables(Engine engine) => engine.Column(engine.IsPostgres
        ? "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'"
        : "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and sql not like '%fts5%' and name not like '%\\_data' escape '\\' and name not like '%\\_idx' escape '\\' and name not like '%\\_docsize' escape '\\' and name not like '%\\_config' escape '\\' and name not like '%\\_content' escape '\\'");

    private static string Print(Row row) => $"{row.Table} {string.Join('\u001f', row.Columns.Select(column => column.Value is byte[] bytes ? Convert.ToHexString(bytes) : column.Value.ToString()))}";

    private void Read(DbConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"select * from {table}";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var columns = Enumerable.Range(0, reader.FieldCount).Select(i => (reader.GetName(i), reader.GetValue(i))).Where(column => column.Item1 is not "seq");
            var row = new Row(table, [.. columns]);
            all.Add(row);
            seen.Add(Print(row));
        }
    }
}

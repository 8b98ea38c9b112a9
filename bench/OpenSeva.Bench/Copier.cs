using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace OpenSeva.Bench;

/// <summary>Writes the rows of one application again and again, past the program, as fast as the database takes them.</summary>
internal sealed class Copier
{
    /// <summary>What is not part of the application, or must be single.</summary>
    private static readonly string[] Left = ["idempotency", "outbox", "seal", "job", "data_protection_key", "service_use"];

    private readonly Engine engine;
    private readonly List<(string Table, string[] Columns, Pattern[] Values)> rows;

    /// <param name="withJournal">False leaves out the journal, which reading pages never touch and which is most of the bytes.</param>
    public Copier(Engine engine, IEnumerable<Row> original, string? number, bool withJournal)
    {
        this.engine = engine;
        rows = [.. original
            .Where(row => !Left.Contains(row.Table) && !row.Table.EndsWith("session", StringComparison.Ordinal) && (withJournal || !row.Table.StartsWith("journal", StringComparison.Ordinal)))
            .Select(row => (row.Table, row.Columns.Select(column => column.Name).ToArray(), row.Columns.Select(column => new Pattern(column.Value, number, IsKey(row.Table, column))).ToArray()))];
    }

    public int RowsEach => rows.Count;

    public void Write(IEnumerable<Copy> copies)
    {
        var all = copies.ToList();
        foreach (var table in rows.GroupBy(row => row.Table))
        {
            if (engine.IsPostgres) Stream(table.Key, [.. table], all);
            else Insert(table.Key, [.. table], all);
        }
    }

    private static bool IsKey(string table, (string Name, object Value) column) =>
        (table, column.Name) is ("number_drawn", "n") || (column.Name is "duplicate_key" && column.Value is string);

    private void Stream(string table, List<(string Table, string[] Columns, Pattern[] Values)> originals, List<Copy> copies)
    {
        using var connection = (NpgsqlConnection)engine.Open();
        using (var off = new NpgsqlCommand("set session_replication_role = replica", connection)) off.ExecuteNonQuery();
        using var writer = connection.BeginTextImport($"copy {table} ({string.Join(", ", originals[0].Columns.Select(name => $"\"{name}\""))}) from stdin");
        foreach (var copy in copies)
        {
            foreach (var (_, _, values) in originals)
            {
                for (var i = 0; i < values.Length; i++)
                {
                    if (i > 0) writer.Write('\t');
                    writer.Write(Text(values[i].For(copy)));
                }

                writer.Write('\n');
            }
        }
    }

    private static string Text(object value) => value switch
    {
        DBNull => "\\N",
        string text => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal),
        DateTime at => at.ToString("yyyy-MM-dd HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        byte[] bytes => $"\\\\x{Convert.ToHexString(bytes)}",
        bool yes => yes ? "t" : "f",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private void Insert(string table, List<(string Table, string[] Columns, Pattern[] Values)> originals, List<Copy> copies)
    {
        using var connection = (SqliteConnection)engine.Open();
        using (var quick = new SqliteCommand("pragma synchronous = off; pragma foreign_keys = off; pragma cache_size = -800000", connection)) quick.ExecuteNonQuery();
        using var transaction = connection.BeginTransaction();
        using DbCommand command = connection.CreateCommand();
        var columns = originals[0].Columns;
        command.Transaction = transaction;
        command.CommandText = $"insert into {table} ({string.Join(", ", columns.Select(name => $"\"{name}\""))}) values ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
        for (var i = 0; i < columns.Length; i++) command.Parameters.Add(new SqliteParameter($"@p{i}", null));
        foreach (var copy in copies)
        {
            foreach (var (_, _, values) in originals)
            {
                for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i].For(copy);
                command.ExecuteNonQuery();
            }
        }

        transaction.Commit();
    }
}

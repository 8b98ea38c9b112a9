using System.Data.Common;

namespace OpenSeva.Kernel.Storage;

/// <summary>Several statements sent in one round trip where the driver can, one after the other where it cannot.</summary>
internal sealed class Batch(DbConnection connection, DbTransaction transaction)
{
    private readonly List<(string Sql, (string Name, object? Value)[] Values)> statements = [];

    public void Add(string sql, params (string Name, object? Value)[] values) => statements.Add((sql, values));

    /// <returns>The first row's values of every statement that returned any, in order; null for the others.</returns>
    public async Task<IReadOnlyList<object?[]?>> Run(CancellationToken ct)
    {
        if (statements.Count is 0) return [];
        return connection.CanCreateBatch ? await RunTogether(ct) : await RunOneByOne(ct);
    }

    private async Task<IReadOnlyList<object?[]?>> RunTogether(CancellationToken ct)
    {
        await using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (var (sql, values) in statements)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = sql;
            foreach (var (name, value) in values)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
                command.Parameters.Add(parameter);
            }

            batch.BatchCommands.Add(command);
        }

        var rows = new List<object?[]?>(statements.Count);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        // The reader stops only at statements that return rows; those are all the callers read.
        do
        {
            rows.Add(await reader.ReadAsync(ct) ? Values(reader) : null);
        }
        while (await reader.NextResultAsync(ct));
        return rows;
    }

    private async Task<IReadOnlyList<object?[]?>> RunOneByOne(CancellationToken ct)
    {
        var rows = new List<object?[]?>(statements.Count);
        foreach (var (sql, values) in statements)
        {
            await using var command = connection.CreateCommand();
            (command.CommandText, command.Transaction) = (sql, transaction);
            foreach (var (name, value) in values)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
                command.Parameters.Add(parameter);
            }

            await using var reader = await command.ExecuteReaderAsync(ct);
            if (reader.FieldCount > 0) rows.Add(await reader.ReadAsync(ct) ? Values(reader) : null);
        }

        return rows;
    }

    private static object?[] Values(DbDataReader reader)
    {
        var values = new object?[reader.FieldCount];
        for (var i = 0; i < values.Length; i++) values[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
        return values;
    }
}

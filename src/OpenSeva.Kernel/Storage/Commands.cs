using System.Data.Common;

namespace OpenSeva.Kernel.Storage;

/// <summary>Small vocabulary over ADO.NET for the Kernel's own statements.</summary>
internal static class Commands
{
    public static DbCommand With(this DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
        command.Parameters.Add(parameter);
        return command;
    }

    public static DbCommand Command(this DbConnection connection, string sql, DbTransaction? transaction = null)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        return command;
    }

    public static Guid Guid(this object value) => value as Guid? ?? System.Guid.Parse((string)value);
}

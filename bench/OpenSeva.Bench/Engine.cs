using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using OpenSeva.Commands;
using OpenSeva.Kernel;

namespace OpenSeva.Bench;

/// <summary>One database to measure on: a folder of its own, and on PostgreSQL a database of its own.</summary>
internal sealed class Engine : IDisposable
{
    private readonly string? server;
    private readonly string name = $"bench_{Guid.CreateVersion7():N}";

    private Engine(string title, string? server)
    {
        (Title, this.server) = (title, server);
        Data = Path.Combine(Path.GetTempPath(), "openseva-bench", name);
        System.IO.Directory.CreateDirectory(Data);
        if (server is null) return;

        Server("do $$ begin if not exists (select from pg_roles where rolname = 'seva_app') then create role seva_app login; end if; end $$");
        Server($"create database {name}");
    }

    public string Title { get; }

    public string Data { get; }

    public bool IsPostgres => server is not null;

    /// <summary>The program's own role, as in operation; null on the embedded database.</summary>
    public string? App => server is null ? null : new NpgsqlConnectionStringBuilder(server) { Database = name, Username = "seva_app", MaxPoolSize = 60 }.ToString();

    public string? Owner => server is null ? null : new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false }.ToString();

    public Settings Settings => new()
    {
        DataDirectory = Data, Database = App, DatabaseOwner = Owner, PublicUrl = new Uri("http://localhost"), ServicesDirectory = Flags.Beside("services"),
    };

    /// <summary>The engines this run can reach, by the names of the flag.</summary>
    public static IReadOnlyDictionary<string, Func<Engine>> All { get; } = Reachable();

    private static Dictionary<string, Func<Engine>> Reachable()
    {
        var engines = new Dictionary<string, Func<Engine>> { ["sqlite"] = () => new Engine("SQLite", null) };
        if (Environment.GetEnvironmentVariable("OPENSEVA_TEST_PG") is { } server) engines["postgresql"] = () => new Engine("PostgreSQL 15", server);
        return engines;
    }

    /// <summary>A connection with every right, for making rows and reading what is there.</summary>
    public DbConnection Open()
    {
        DbConnection connection = IsPostgres ? new NpgsqlConnection(Owner) : new SqliteConnection($"Data Source={Path.Combine(Data, "openseva.db")};Pooling=false");
        connection.Open();
        return connection;
    }

    public List<string> Column(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var values = new List<string>();
        while (rows.Read()) values.Add(rows.GetValue(0).ToString()!);
        return values;
    }

    /// <summary>What a database that has just been filled needs before it answers as it will later.</summary>
    public void Tidy()
    {
        using var connection = Open();
        foreach (var sql in IsPostgres ? ["vacuum analyze", "checkpoint"] : new[] { "analyze", "pragma wal_checkpoint(truncate)" })
        {
            using var command = connection.CreateCommand();
            (command.CommandText, command.CommandTimeout) = (sql, 0);
            command.ExecuteNonQuery();
        }
    }

    public void Dispose()
    {
        if (server is not null) Server($"drop database if exists {name} with (force)");
        System.IO.Directory.Delete(Data, recursive: true);
    }

    private void Server(string sql)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ToString());
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}

using Npgsql;
using OpenSeva.Commands;
using OpenSeva.Kernel;

namespace OpenSeva.Tests;

/// <summary>An empty database of a test's own, on the engine this run is for.</summary>
internal sealed class Database
{
    private static readonly string? Server = Environment.GetEnvironmentVariable("OPENSEVA_TEST_PG");
    private readonly string name = $"seva_{Guid.CreateVersion7():N}";

    private Database() => Directory = Path.Combine(Path.GetTempPath(), "openseva-tests", name);

    public static bool IsPostgres => Server is not null;

    public string Directory { get; }

    public Settings Settings => new()
    {
        DataDirectory = Directory,
        Database = Server is null ? null : Connection(name, "seva_app"),
        DatabaseOwner = Server is null ? null : Connection(name, null),
        PublicUrl = new Uri("http://localhost"),
        ServicesDirectory = Flags.Beside("services"),
    };

    public static Database New()
    {
        var database = new Database();
        System.IO.Directory.CreateDirectory(database.Directory);
        if (Server is not null)
        {
            // The program's own role: no superuser, owns nothing. Two classes may start at once; the second finds it there.
            Execute("do $$ begin if not exists (select from pg_roles where rolname = 'seva_app') then create role seva_app login; end if; exception when duplicate_object or unique_violation then null; end $$");
            Execute($"create database {database.name}");
        }

        return database;
    }

    public async Task Drop()
    {
        if (Server is not null)
        {
            NpgsqlConnection.ClearAllPools();
            Execute($"drop database if exists {name} with (force)");
        }

        await Task.Yield();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private static string Connection(string database, string? role)
    {
        var builder = new NpgsqlConnectionStringBuilder(Server) { Database = database, MaxPoolSize = 60 };
        if (role is not null) builder.Username = role;
        else builder.Pooling = false;
        return builder.ToString();
    }

    private static void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server) { Pooling = false }.ToString());
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}

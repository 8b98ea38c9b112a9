using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace OpenSeva.Bench;

/// <summary>
/// Raw: the recorded statements of one act, sent for any copy over a plain connection, one per round trip, prepared,
/// one commit per act. On the embedded database writers take turns, as they must.
/// </summary>
internal sealed class Replay : IDisposable
{
    private readonly Engine engine;
    private readonly long serials;
    private readonly List<(string Sql, (DbParameter Parameter, Pattern Value)[] Parameters)> statements;
    private readonly Dictionary<Guid, int> own;
    private readonly SemaphoreSlim writer = new(1, 1);

    /// <param name="known">Identifiers that were there before the act: what it made itself is new each time.</param>
    /// <param name="original">Identifiers of the original that each copy has of its own.</param>
    public Replay(Engine engine, List<Statement> recorded, long serials, string number, IReadOnlyDictionary<Guid, int> original, IReadOnlySet<Guid> known)
    {
        (this.engine, this.serials) = (engine, serials);
        var made = new HashSet<Guid>();
        foreach (var value in recorded.SelectMany(statement => statement.Parameters).Select(parameter => parameter.Value)) Pattern.Identifiers(value ?? DBNull.Value, made);
        made.ExceptWith(known);
        own = new(original);
        foreach (var guid in made) own[guid] = own.Count;
        statements = [.. recorded.Select(statement => (statement.Sql, statement.Parameters.Select(parameter =>
            (parameter, new Pattern(parameter.Value ?? DBNull.Value, number, IsSerial(statement.Sql, parameter)))).ToArray()))];
    }

    public int Statements => statements.Count;

    /// <summary>Runs the act for each copy, shared among clients; each holds a connection of its own.</summary>
    public Task Run(IEnumerable<int> copies, int clients)
    {
        var waiting = new System.Collections.Concurrent.ConcurrentQueue<int>(copies);
        return Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            await using var client = new Client(this);
            while (waiting.TryDequeue(out var copy)) await client.Act(new Copy(copy, own, serials));
        })));
    }

    public void Dispose() => writer.Dispose();

    private static bool IsSerial(string sql, DbParameter parameter) =>
        sql.Contains("number_drawn", StringComparison.OrdinalIgnoreCase) && parameter.Value is long or int && !sql.StartsWith("select", StringComparison.OrdinalIgnoreCase);

    private sealed class Client : IAsyncDisposable
    {
        private readonly Replay replay;
        private readonly DbConnection connection;
        private readonly List<DbCommand> commands = [];

        public Client(Replay replay)
        {
            this.replay = replay;
            connection = replay.engine.IsPostgres ? new NpgsqlConnection(replay.engine.App) : new SqliteConnection($"Data Source={Path.Combine(replay.engine.Data, "openseva.db")};Default Timeout=30;Foreign Keys=True");
            connection.Open();
            if (!replay.engine.IsPostgres)
            {
                using var durable = connection.CreateCommand();
                durable.CommandText = "pragma synchronous = full; pragma temp_store = memory; pragma cache_size = -16000";
                durable.ExecuteNonQuery();
            }

            foreach (var (sql, parameters) in replay.statements)
            {
                var command = connection.CreateCommand();
                command.CommandText = sql;
                foreach (var (parameter, _) in parameters)
                    command.Parameters.Add(parameter is NpgsqlParameter known ? known.Clone() : new SqliteParameter(parameter.ParameterName, ((SqliteParameter)parameter).SqliteType) { Value = parameter.Value });
                command.Prepare();
                commands.Add(command);
            }
        }

        public async Task Act(Copy copy)
        {
            if (!replay.engine.IsPostgres) await replay.writer.WaitAsync();
            try
            {
                await using var transaction = await connection.BeginTransactionAsync();
                foreach (var (command, (_, parameters)) in commands.Zip(replay.statements))
                {
                    command.Transaction = transaction;
                    for (var i = 0; i < parameters.Length; i++) command.Parameters[i].Value = parameters[i].Value.For(copy);
                    await using var reader = await command.ExecuteReaderAsync();
                    while (await reader.ReadAsync())
                    {
                        // What raw does with its rows is nothing.
                    }
                }

                await transaction.CommitAsync();
            }
            finally
            {
                if (!replay.engine.IsPostgres) replay.writer.Release();
            }
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var command in commands) await command.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}

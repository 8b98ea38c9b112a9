using System.Data;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenSeva.Commands;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Bench;

/// <summary>One statement as the program sent it.</summary>
internal sealed record Statement(string Sql, IReadOnlyList<DbParameter> Parameters);

/// <summary>The program in this process, telling every statement that it sends while somebody listens.</summary>
internal sealed class Recorder : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ActivityListener listener = new()
    {
        ShouldListenTo = source => source.Name is "Npgsql", Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    private List<Statement>? tape;

    private Recorder(Engine engine)
    {
        ActivitySource.AddActivityListener(listener);
        app = Site.Build(engine.Settings, Roles.Web, builder =>
        {
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
            builder.Services.Replace(ServiceDescriptor.Singleton<Storage>(_ => engine.IsPostgres
                ? new PostgresStorage(engine.App!, engine.Owner, source => source.ConfigureTracing(tracing => tracing
                    .ConfigureCommandEnrichmentCallback((_, command) => Keep(command.CommandText, command.Parameters))
                    .ConfigureBatchEnrichmentCallback((_, batch) => { foreach (var command in batch.BatchCommands) Keep(command.CommandText, command.Parameters); })))
                : new Told(engine.Data, this)));
        });
    }

    public Uri Address { get; private set; } = null!;

    public static async Task<Recorder> Start(Engine engine)
    {
        var recorder = new Recorder(engine);
        await recorder.app.StartAsync();
        var address = new Uri(recorder.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        recorder.Address = new Uri($"http://localhost:{address.Port}");
        return recorder;
    }

    /// <summary>The statements of one act, in order.</summary>
    public async Task<List<Statement>> Record(Func<Task> act)
    {
        tape = [];
        await act();
        var recorded = tape;
        tape = null;
        return recorded;
    }

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await app.DisposeAsync();
    }

    // Several statements sent as one text count as several: raw means one per round trip.
    private void Keep(string sql, DbParameterCollection parameters)
    {
        if (tape is not { } running) return;
        lock (running)
        {
            foreach (var statement in sql.Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(one => one.TrimEnd(';')).Where(IsAct))
            {
                running.Add(new(statement, [.. parameters.Cast<DbParameter>()
                    .Where(parameter => System.Text.RegularExpressions.Regex.IsMatch(statement, $@"@{parameter.ParameterName.TrimStart('@')}(?!\w)"))
                    .Select(Clone)]));
            }
        }
    }

    private static bool IsAct(string sql) => sql.Length > 0 && !sql.StartsWith("pragma", StringComparison.OrdinalIgnoreCase) && sql is not ("BEGIN IMMEDIATE" or "COMMIT" or "ROLLBACK");

    private static DbParameter Clone(DbParameter parameter) => parameter is NpgsqlParameter known
        ? known.Clone() : new SqliteParameter(parameter.ParameterName, ((SqliteParameter)parameter).SqliteType) { Value = parameter.Value is Guid guid ? guid.ToString().ToUpperInvariant() : parameter.Value };

    private sealed class Told(string data, Recorder recorder) : SqliteStorage(data)
    {
        private protected override KeptConnection Connect(string connection, Action<KeptConnection> putBack) => new Connection(connection, putBack, recorder);

        private sealed class Connection(string connection, Action<KeptConnection> putBack, Recorder recorder) : KeptConnection(connection, putBack)
        {
            public override SqliteCommand CreateCommand() => new Command(recorder) { Connection = this, Transaction = Transaction };
        }

        private sealed class Command(Recorder recorder) : SqliteCommand
        {
            public override SqliteDataReader ExecuteReader(CommandBehavior behavior)
            {
                recorder.Keep(CommandText, Parameters);
                return base.ExecuteReader(behavior);
            }
        }
    }
}

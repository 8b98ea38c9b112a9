using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OpenSeva.Commands;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Journal;
using OpenSeva.Kernel.Outbox;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Tests;

/// <summary>
/// The whole program over an empty database of its own: a SQLite file, or with OPENSEVA_TEST_PG (connection string of
/// a role that may create databases) a PostgreSQL database. The background stands still; <see cref="Settle"/> runs it.
/// </summary>
public class SevaApp : IAsyncLifetime
{
    private readonly Database database = Database.New();
    private WebApplication? app;

    public FixedClock Clock { get; } = new(new DateTimeOffset(2026, 11, 16, 4, 30, 0, TimeSpan.Zero));

    public IServiceProvider Services => app!.Services;

    internal string DataDirectory => database.Directory;

    public virtual async ValueTask InitializeAsync()
    {
        app = Site.Build(database.Settings, Roles.Web, builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Logging.ClearProviders();
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            builder.Services.AddSingleton<IStartupFilter, ActorHeader>();
            Adjust(builder);
        });
        await app.Services.GetRequiredService<SchemaRunner>().Update(default);
        await Prepare();
        await app.StartAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (app is not null) await app.DisposeAsync();
        await database.Drop();
    }

    /// <summary>A browser or API client. <paramref name="actor"/> acts in every request; null is anonymous.</summary>
    public HttpClient Client(Actor? actor = null)
    {
        var client = app!.GetTestServer().CreateClient();
        client.BaseAddress = new Uri("http://localhost");
        if (actor is not null) client.DefaultRequestHeaders.Add(ActorHeader.Name, JsonSerializer.Serialize(actor));
        return client;
    }

    /// <summary>Runs something as a command of <paramref name="actor"/> (the system when null).</summary>
    public async Task<T> Run<T>(Func<IServiceProvider, Task<T>> act, Actor? actor = null)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Actor = actor ?? Actor.System;
        return await scope.ServiceProvider.GetRequiredService<Work>().Run(act, default);
    }

    /// <summary>Reads outside of any command.</summary>
    public async Task<T> Read<T>(Func<IServiceProvider, Task<T>> act, Actor? actor = null)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Actor = actor ?? Actor.System;
        return await act(scope.ServiceProvider);
    }

    public Task Save<T>(params Entity[] entities) where T : ModuleDb => Run(async services =>
    {
        var db = services.GetRequiredService<T>();
        db.AddRange(entities.Cast<object>());
        return await Task.FromResult(entities.Length);
    });

    /// <summary>Delivers every waiting event and seals the journal.</summary>
    public async Task Settle()
    {
        await Services.GetRequiredService<OutboxRelay>().Drain(default);
        await Services.GetRequiredService<Sealer>().Seal(default);
    }

    public Task<JournalReport> VerifyJournal() => Services.GetRequiredService<JournalVerifier>().Verify(null, default);

    /// <summary>For a fixture that needs other services.</summary>
    protected virtual void Adjust(WebApplicationBuilder builder)
    {
    }

    /// <summary>For a fixture that needs rows before the first request.</summary>
    protected virtual Task Prepare() => Task.CompletedTask;

    /// <summary>Lets a test act as anybody without signing in; the product has no such header.</summary>
    private sealed class ActorHeader : IStartupFilter
    {
        public const string Name = "Test-Actor";

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => builder =>
        {
            builder.Use(async (http, rest) =>
            {
                if (http.Request.Headers[Name].ToString() is { Length: > 0 } json)
                {
                    var actor = JsonSerializer.Deserialize<Actor>(json)!;
                    http.RequestServices.GetRequiredService<Acting>().Actor = actor;
                    // Form tokens are bound to a name.
                    http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, $"{actor.Kind} {actor.Id}")], "test"));
                }

                await rest(http);
            });
            next(builder);
        };
    }
}

/// <summary>The demonstration state, loaded.</summary>
public class DemoApp : SevaApp
{
    protected override async Task Prepare()
    {
        await Services.GetRequiredService<Marks>().MakeDemonstration(default);
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Actor = Actor.System;
        foreach (var step in scope.ServiceProvider.GetServices<IDemoStep>().OrderBy(step => step.Order)) await step.Load(default);
        await Settle();
    }
}

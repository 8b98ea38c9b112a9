using System.Reflection;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenSeva.Kernel.Journal;
using OpenSeva.Kernel.Outbox;
using OpenSeva.Kernel.Storage;
using OpenSeva.Kernel.Web;

namespace OpenSeva.Kernel;

/// <summary>What every room stands on.</summary>
public static class KernelModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddKernel(Settings settings)
        {
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton(settings);
            services.AddSingleton<Storage.Storage>(_ =>
            {
                OwnFiles.Folder(settings.DataDirectory);
                return settings.Database is { } database ? new PostgresStorage(database, settings.DatabaseOwner) : new SqliteStorage(settings.DataDirectory);
            });
            services.AddSingleton<SchemaRunner>().AddSingleton(new SchemaSource(typeof(KernelModule).Assembly));
            services.AddSingleton(sp => new Words(sp.GetServices<SchemaSource>().Select(source => source.Module).Concat(sp.GetServices<WordsSource>().Select(source => source.Module))));
            services.AddScoped<Acting>().AddScoped<Work>().AddScoped<Reading>().AddScoped<Unit>().AddScoped<Idempotency>().AddScoped<Committing>().AddScoped<JournalWriter>();
            services.AddScoped(sp => new Erasure(sp));
            services.AddScoped(sp => new Numbers(sp.GetRequiredService<Unit>(), sp.GetRequiredService<TimeProvider>()));
            services.AddSingleton<OutboxSignal>().AddSingleton<EventNames>().AddSingleton<OutboxWriter>();
            services.AddSingleton(sp => new OutboxRelay(
                sp.GetRequiredService<Storage.Storage>(), sp.GetRequiredService<IServiceScopeFactory>(), sp.GetRequiredService<EventNames>(),
                sp.GetRequiredService<OutboxSignal>(), sp.GetRequiredService<TimeProvider>(), sp.GetRequiredService<ILogger<OutboxRelay>>()));
            services.AddSingleton<StuckMessages>();
            services.AddSingleton<Sealer>().AddJob<SealJob>().AddJob<Housekeeping>();
            services.AddSingleton<Marks>().AddSingleton(sp => new JournalVerifier(
                sp.GetRequiredService<Storage.Storage>(), sp.GetRequiredService<IServiceScopeFactory>(), sp.GetServices<JournaledDb>()));
            services.AddDataProtection().SetApplicationName("openseva");
            services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(sp => new KeysInDatabase(sp.GetRequiredService<Storage.Storage>));
            services.AddProblemDetails(options => options.CustomizeProblemDetails = Problems.Complete).AddExceptionHandler<Edge>();
            return services;
        }

        /// <summary>Runs the outbox relay and the jobs in this process (role worker).</summary>
        public IServiceCollection AddBackground() => services
            .AddHostedService(sp => sp.GetRequiredService<OutboxRelay>())
            .AddHostedService<JobRunner>();

        /// <summary>A room's window on the database, its schema files and its words.</summary>
        public IServiceCollection AddModuleDb<T>() where T : ModuleDb
        {
            services.AddPooledDbContextFactory<T>((sp, options) =>
            {
                sp.GetRequiredService<Storage.Storage>().Configure(options);
                options.EnableServiceProviderCaching();
            });
            services.AddTransient(sp => sp.GetRequiredService<Unit>().Lease<T>());
            services.AddSingleton(new JournaledDb(typeof(T)));
            return services.AddSingleton(new SchemaSource(typeof(T).Assembly));
        }

        /// <summary>Words of an assembly that has no tables.</summary>
        public IServiceCollection AddWords(Assembly module) => services.AddSingleton(new WordsSource(module));

        public IServiceCollection AddJob<T>() where T : class, IJob => services.AddScoped<T>().AddSingleton(new JobKind(typeof(T)));
    }
}

internal sealed record WordsSource(Assembly Module);

internal sealed record JournaledDb(Type Type);

using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenSeva.Commands;
using OpenSeva.Documents;
using OpenSeva.Documents.Uploads;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Web;
using OpenSeva.Operations;
using OpenSeva.Operations.Description;
using OpenSeva.Pages;
using OpenSeva.Ui;

namespace OpenSeva;

/// <summary>Composes the program: services, middleware in order, routes. Serving, commands and tests all start here.</summary>
internal static class Site
{
    public static WebApplication Build(Settings settings, Roles roles, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "openseva", ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(settings.Configuration);
        builder.WebHost.UseKestrelHttpsConfiguration();
        Logs(builder, roles);
        var services = builder.Services;
        services.AddKernel(settings).AddModules().AddRazorComponents();
        services.AddHttpContextAccessor().AddAntiforgery(form => { form.Cookie = new FormCookie(settings); form.FormFieldName = "__form"; }).AddMetrics();
        services.AddSingleton<Metrics>();
        // Form tokens differ at every rendering, so compressing them tells an observer nothing.
        services.AddResponseCompression(compression => compression.EnableForHttps = true);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.AllowDuplicateProperties = false;
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.TypeInfoResolver = json.SerializerOptions.TypeInfoResolver?.WithAddedModifier(NullEntry.Refuse);
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
        });
        var largest = DocumentsModule.LargestRequest(settings.Configuration);
        // Answered at the edge, in words and with the place: the framework alone would say no more than 400.
        services.Configure<RouteHandlerOptions>(route => route.ThrowOnBadRequest = true);
        services.Configure<FormOptions>(form => { form.ValueCountLimit = 2000; form.ValueLengthLimit = Incoming.MostBytes; form.MultipartBodyLengthLimit = largest; });
        services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = largest);
        services.AddOpenApi("v1", OpenApi.Describe);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
        if (roles.HasFlag(Roles.Worker)) services.AddBackground();
        adjust?.Invoke(builder);

        var app = builder.Build();
        Pipeline(app, settings);
        return app;
    }

    private static void Pipeline(WebApplication app, Settings settings)
    {
        app.UseTrustedProxies(settings.Configuration);
        app.UseRequestLanguage();
        app.UseSecurityHeaders(settings);
        app.UseMetrics();
        app.UseHead();
        app.UseResponseCompression();
        app.UseWhen(http => !http.Request.Path.StartsWithSegments("/api"), pages => pages.UseStatusCodePagesWithReExecute("/fault/{0}", createScopeForStatusCodePages: true));
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/api"), api => api.UseStatusCodePages());
        app.UseExceptionHandler();
        app.UseUi();
        app.UseRouting();
        app.UseRoutesThatAre();
        app.UsePageQueries();
        app.UseIncoming();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseTakenForms();
        // Reads the form, which nobody may do any more once its token was found wrong: the page itself answers that.
        app.UseRequestKeys();
        app.UseAntiforgery();
        app.UseFormTokens();
        app.MapModules();
        app.MapHealth();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapRobots();
        app.MapRazorComponents<App>().AddAdditionalAssemblies(Modules.WithPages);
    }

    private static void Logs(WebApplicationBuilder builder, Roles roles)
    {
        builder.Logging.ClearProviders().AddJsonConsole(console =>
        {
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
        // A command speaks to a person: it prints its result, and logs only what goes wrong.
        builder.Logging.SetMinimumLevel(roles is Roles.None ? LogLevel.Error : LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.EntityFrameworkCore.Model", LogLevel.Error)
            .AddFilter("Microsoft.AspNetCore.Diagnostics", LogLevel.None)
            // Says with a stack trace why the program did not start, which the program itself says in a sentence.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical)
            // Says on every form page that caching is off, which it is meant to be.
            .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error)
            // Says at every first start that keys lie in the database unencrypted: docs/operators/keys.md says it better.
            .AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
    }
}

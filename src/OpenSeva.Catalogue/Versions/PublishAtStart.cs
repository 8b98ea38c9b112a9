using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenSeva.Kernel;

namespace OpenSeva.Catalogue.Versions;

/// <summary>
/// Publishes what lies in the services folder when the program starts. What cannot be published is named in the log and
/// stays off line; nothing of it keeps the program from serving.
/// </summary>
internal sealed partial class PublishAtStart(IServiceScopeFactory scopes, Settings settings, ILogger<PublishAtStart> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            if (!System.IO.Directory.Exists(settings.ServicesDirectory))
            {
                LogNoFolder(settings.ServicesDirectory);
                return;
            }

            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Acting>().Actor = Actor.System;
            foreach (var outcome in await scope.ServiceProvider.GetRequiredService<Publication>().Below(settings.ServicesDirectory, stoppingToken)) Tell(outcome);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception error) when (error is System.Data.Common.DbException or IOException or UnauthorizedAccessException)
        {
            LogFailed(error);
        }
    }

    private void Tell(Outcome outcome)
    {
        var folder = outcome.Folder;
        if (outcome.State is PublicationState.Published) LogPublished(outcome.Code!, outcome.Number!.Value);
        if (outcome.State is not PublicationState.Refused) return;

        LogRefused(folder, outcome.Refusal ?? string.Join(' ', outcome.Mistakes.Take(3).Select(mistake => mistake.ToString())));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Published service {Code} version {Version}")]
    private partial void LogPublished(string code, int version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not published: {Folder}. {Why}")]
    private partial void LogRefused(string folder, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "There is no services folder {Folder}")]
    private partial void LogNoFolder(string folder);

    [LoggerMessage(Level = LogLevel.Error, Message = "The services folder was not published; it is tried again at the next start")]
    private partial void LogFailed(Exception error);
}

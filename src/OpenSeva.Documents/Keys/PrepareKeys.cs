using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OpenSeva.Documents.Keys;

/// <summary>At start: makes or opens the signing key, so that a wrong passphrase is known now and not at the first approval.</summary>
internal sealed partial class PrepareKeys(SigningKeys keys, TimeProvider clock, ILogger<PrepareKeys> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var certificate = keys.Current.Chain[0];
        var left = certificate.NotAfter.ToUniversalTime() - clock.GetUtcNow().UtcDateTime;
        if (left < TimeSpan.FromDays(60)) LogEnding(certificate.Subject, (int)left.TotalDays);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The signing certificate {Subject} ends in {Days} days: openseva keys rotate")]
    private partial void LogEnding(string subject, int days);
}

using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Sessions;

/// <summary>Notes on this node when sessions were used, and writes it down together now and then: a page read must not cost a commit.</summary>
internal sealed partial class SessionUses(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SessionUses> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(20);
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> latest = new();
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> unwritten = new();

    public void Note(Guid session, DateTimeOffset at) => latest[session] = unwritten[session] = at;

    /// <summary>The later of what the database says and what this node saw.</summary>
    public DateTimeOffset LastOf(Guid session, DateTimeOffset written) => latest.TryGetValue(session, out var seen) && seen > written ? seen : written;

    public async Task Write(CancellationToken ct)
    {
        var taken = unwritten.ToArray();
        if (taken.Length is 0) return;
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Actor = Actor.System;
        await scope.ServiceProvider.GetRequiredService<Work>().Run(async (AccountsDb db) =>
        {
            // In sorted order, so that two nodes never wait for each other.
            foreach (var (id, at) in taken.OrderBy(use => use.Key))
                await db.SessionUses.Where(use => use.SessionId == id && use.SeenAt < at).ExecuteUpdateAsync(set => set.SetProperty(use => use.SeenAt, at), ct);
            return taken.Length;
        }, ct);
        foreach (var use in taken) unwritten.TryRemove(use);
        foreach (var (id, at) in latest)
        {
            if (at < clock.Now - Session.IdleOf(AccountKind.Citizen)) latest.TryRemove(id, out _);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pace, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await Write(CancellationToken.None);
            }
            catch (Exception error)
            {
                // The database is away: the notes stay and are written at the next turn.
                LogNotWritten(error.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session uses were not written: {Kind}")]
    private partial void LogNotWritten(string kind);
}

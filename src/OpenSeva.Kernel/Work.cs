using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel.Journal;
using OpenSeva.Kernel.Outbox;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Kernel;

/// <summary>
/// Runs a command as one unit of work: a fresh scope, one transaction over every module window the command takes,
/// journal, outbox and idempotency key in the same commit. A lost race reruns the whole command, three times at most,
/// so the command reads everything it needs inside. A <see cref="Refusal"/> undoes everything.
/// Parameters of the command are taken from its own scope: module windows (XxxDb) and other rooms' contracts.
/// A command run inside another joins it.
/// </summary>
public sealed class Work(IServiceScopeFactory scopes, IServiceProvider services, Acting acting, OutboxSignal signal)
{
    private const int Tries = 3;

    public Task<R> Run<A, R>(Func<A, Task<R>> command, CancellationToken ct) where A : notnull =>
        Command(sp => command(sp.GetRequiredService<A>()), ct);

    public Task<R> Run<A, B, R>(Func<A, B, Task<R>> command, CancellationToken ct) where A : notnull where B : notnull =>
        Command(sp => command(sp.GetRequiredService<A>(), sp.GetRequiredService<B>()), ct);

    public Task<R> Run<A, B, C, R>(Func<A, B, C, Task<R>> command, CancellationToken ct)
        where A : notnull where B : notnull where C : notnull =>
        Command(sp => command(sp.GetRequiredService<A>(), sp.GetRequiredService<B>(), sp.GetRequiredService<C>()), ct);

    public Task<R> Run<A, B, C, D, R>(Func<A, B, C, D, Task<R>> command, CancellationToken ct)
        where A : notnull where B : notnull where C : notnull where D : notnull =>
        Command(sp => command(sp.GetRequiredService<A>(), sp.GetRequiredService<B>(), sp.GetRequiredService<C>(), sp.GetRequiredService<D>()), ct);

    /// <summary>For a command that takes more than four things: they are asked of the command's own scope.</summary>
    public Task<R> Run<R>(Func<IServiceProvider, Task<R>> command, CancellationToken ct) => Command(command, ct);

    private async Task<R> Command<R>(Func<IServiceProvider, Task<R>> command, CancellationToken ct)
    {
        if (services.GetRequiredService<Unit>().IsActive) return await command(services);

        var key = acting.Key?.Next();
        for (var attempt = 1; ; attempt++)
        {
            await using var scope = scopes.CreateAsyncScope();
            var inner = scope.ServiceProvider;
            (inner.GetRequiredService<Acting>().Actor, inner.GetRequiredService<Acting>().Key) = (acting.Actor, acting.Key);
            var unit = inner.GetRequiredService<Unit>();
            try
            {
                await unit.Begin(ct);
                var claim = inner.GetRequiredService<Idempotency>();
                if (key is not null && await claim.Earlier<R>(acting.Actor, key, acting.Key!.BodyHash, ct) is { } earlier)
                {
                    // What is answered again has to be on disk, too.
                    await unit.Commit();
                    return earlier.Result;
                }

                var result = await command(inner);
                var published = await inner.GetRequiredService<Committing>().Save(acting.Actor, key is null ? null : Idempotency.Answer(acting.Actor, key, result), ct);
                await unit.Commit();
                if (published) signal.Ring();
                return result;
            }
            catch (Exception error) when (attempt < Tries && inner.GetRequiredService<Storage.Storage>().IsConflict(error))
            {
                // Somebody else was faster: everything is undone, the command starts over.
            }
        }
    }
}

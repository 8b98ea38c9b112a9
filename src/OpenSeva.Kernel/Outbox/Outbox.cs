using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Kernel.Outbox;

/// <summary>
/// Receives one kind of event, at least once. Do the whole of it in one <c>Work.Run</c>: it is keyed by (handler, message),
/// so that a second delivery has no second effect. What calls the outside belongs before or after, never inside.
/// </summary>
public interface IHandle<in T> where T : IEvent
{
    Task Handle(T happened, CancellationToken ct);
}

/// <summary>Wakes the relay after a commit; the poll finds what a lost ring leaves behind.</summary>
public sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim bell = new(0, 1);

    public void Ring()
    {
        if (bell.CurrentCount is 0)
        {
            try { bell.Release(); }
            catch (SemaphoreFullException) { /* two rings at once are one */ }
        }
    }

    public Task<bool> Wait(TimeSpan longest, CancellationToken ct) => bell.WaitAsync(longest, ct);

    public void Dispose() => bell.Dispose();
}

/// <summary>Which rooms listen to which event. Filled at registration.</summary>
internal sealed record Subscription(Type Event, Type Handler, Func<IServiceProvider, IEvent, CancellationToken, Task> Deliver);

/// <summary>The events this program knows, by the name stored in the outbox.</summary>
internal sealed class EventNames(IEnumerable<Subscription> subscriptions)
{
    private readonly FrozenSet<string> known = subscriptions
        .Select(subscription => subscription.Event.Assembly).Distinct()
        .SelectMany(assembly => assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IEvent))))
        .Select(type => type.Name).ToFrozenSet();

    private readonly FrozenDictionary<string, Subscription[]> byName = subscriptions
        .GroupBy(subscription => subscription.Event.Name)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray());

    public IReadOnlyList<Subscription> For(string name) => byName.TryGetValue(name, out var found) ? found : [];

    /// <summary>False for what only another version of the program tells of: that is not this node's to be done with.</summary>
    public bool Knows(string name) => known.Contains(name);
}

internal sealed class OutboxWriter(TimeProvider clock, EventNames names)
{
    /// <summary>Events nobody listens to are history only: the journal has them, the outbox needs not.</summary>
    public void Add(Batch batch, IEnumerable<(string Stream, IEvent Event)> raised)
    {
        var at = clock.Now.UtcDateTime;
        foreach (var (stream, happened) in raised)
        {
            if (names.For(happened.GetType().Name).Count is 0) continue;
            batch.Add(
                "insert into outbox (id, stream, type, payload, at, next_at) values (@id, @stream, @type, @payload, @at, @at)",
                ("id", Guid.CreateVersion7()), ("stream", stream), ("type", happened.GetType().Name),
                ("payload", JsonSerializer.Serialize(happened, happened.GetType(), JsonText.Options)), ("at", at));
        }
    }
}

public static class OutboxRegistration
{
    extension(IServiceCollection services)
    {
        /// <summary>Delivers every <typeparamref name="TEvent"/> to <typeparamref name="THandler"/>.</summary>
        public IServiceCollection AddHandler<TEvent, THandler>() where TEvent : IEvent where THandler : class, IHandle<TEvent> =>
            services.AddScoped<THandler>().AddSingleton(new Subscription(
                typeof(TEvent), typeof(THandler), (sp, happened, ct) => sp.GetRequiredService<THandler>().Handle((TEvent)happened, ct)));
    }
}

using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel.Outbox;

namespace OpenSeva.Directory;

/// <summary>
/// Before the other rooms count again after a holiday was declared or taken back, this node forgets the calendar it remembers: the event may
/// overtake the look that is taken once a second. The Directory is registered first and so listens first.
/// </summary>
internal sealed class LookAgain(LiveDirectory live) : IHandle<HolidayDeclared>, IHandle<HolidayWithdrawn>
{
    public Task Handle(HolidayDeclared happened, CancellationToken ct) => Forget();

    public Task Handle(HolidayWithdrawn happened, CancellationToken ct) => Forget();

    private Task Forget()
    {
        live.Expire();
        return Task.CompletedTask;
    }
}

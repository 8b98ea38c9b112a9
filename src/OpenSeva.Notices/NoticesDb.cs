using Microsoft.EntityFrameworkCore;
using OpenSeva.Kernel.Storage;
using OpenSeva.Notices.Deliveries;
using OpenSeva.Notices.Messages;

namespace OpenSeva.Notices;

/// <summary>The room's window on the database. The acts that messages tell of are in the journal; the messages are not.</summary>
internal sealed class NoticesDb(DbContextOptions<NoticesDb> options) : ModuleDb(options)
{
    protected override bool IsJournaled => false;

    public DbSet<Message> Messages => Set<Message>();

    public DbSet<Delivery> Deliveries => Set<Delivery>();
}

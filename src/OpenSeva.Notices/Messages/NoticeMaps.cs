using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenSeva.Kernel.Storage;
using OpenSeva.Notices.Deliveries;

namespace OpenSeva.Notices.Messages;

internal sealed class MessageMap : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> message)
    {
        message.ToTable("notice_message");
        message.Property(m => m.Arguments).IsJsonText();
    }
}

internal sealed class DeliveryMap : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> delivery)
    {
        delivery.ToTable("notice_delivery");
        delivery.Property(d => d.Arguments).IsJsonText();
    }
}

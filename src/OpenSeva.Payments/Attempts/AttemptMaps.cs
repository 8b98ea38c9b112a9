using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenSeva.Payments.Demands;

namespace OpenSeva.Payments.Attempts;

internal sealed class PaymentMap : IEntityTypeConfiguration<Payment>
{
    // "order" and "transaction" are words of SQL.
    public void Configure(EntityTypeBuilder<Payment> payment)
    {
        payment.Property(p => p.Order).HasColumnName("order_ref");
        payment.Property(p => p.Transaction).HasColumnName("transaction_ref");
        payment.HasOne<Demand>().WithMany().HasForeignKey(p => p.DemandId);
    }
}

internal sealed class GatewayMessageMap : IEntityTypeConfiguration<GatewayMessage>
{
    public void Configure(EntityTypeBuilder<GatewayMessage> message)
    {
        message.Property(m => m.Order).HasColumnName("order_ref");
        message.Property(m => m.Transaction).HasColumnName("transaction_ref");
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenSeva.Payments.Attempts;

namespace OpenSeva.Payments.Refunds;

internal sealed class RefundMap : IEntityTypeConfiguration<Refund>
{
    public void Configure(EntityTypeBuilder<Refund> refund) =>
        refund.HasOne<Payment>().WithMany().HasForeignKey(r => r.PaymentId);
}

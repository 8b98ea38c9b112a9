using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenSeva.Payments.Attempts;

namespace OpenSeva.Payments.Receipts;

internal sealed class ReceiptMap : IEntityTypeConfiguration<Receipt>
{
    public void Configure(EntityTypeBuilder<Receipt> receipt) =>
        receipt.HasOne<Payment>().WithMany().HasForeignKey(r => r.PaymentId);
}

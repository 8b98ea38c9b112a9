using OpenSeva.Kernel;
using OpenSeva.Payments.Attempts;

namespace OpenSeva.Payments.Gateways;

/// <summary>A company that takes money for the office. It speaks by redirects, signed messages and answers to questions.</summary>
internal interface IGateway
{
    /// <summary>Stands in the webhook's address and in every payment.</summary>
    string Name { get; }

    /// <summary>No real money moves.</summary>
    bool IsSandbox { get; }

    /// <summary>False when this installation does not use it.</summary>
    bool IsEnabled { get; }

    /// <summary>Where its pages are, when they are not ours.</summary>
    Uri? PagesAt { get; }

    /// <summary>Who is paid when a code is scanned; null when the gateway has no such account.</summary>
    UpiPayee? Upi { get; }

    /// <summary>Opens an order; the same order again gives the same page.</summary>
    Task<Uri> Begin(GatewayOrder order, CancellationToken ct);

    /// <summary>Everything that happened under an order, oldest first; empty when the gateway knows of nothing.</summary>
    Task<IReadOnlyList<GatewayNews>> Status(Guid order, CancellationToken ct);

    /// <summary>Asks for a transaction to be paid back. The same refund id is done once.</summary>
    /// <exception cref="HttpRequestException">The gateway did not accept it; ask again later.</exception>
    Task Refund(Guid refundId, string transaction, Money amount, CancellationToken ct);

    /// <summary>The key this gateway signs its messages with; null when none was agreed.</summary>
    Task<byte[]?> WebhookSecret(CancellationToken ct);
}

/// <param name="Id">Our name for it.</param>
/// <param name="Return">Where the payer's browser comes back to, by GET.</param>
internal sealed record GatewayOrder(Guid Id, Money Amount, string Description, Uri Return, string Language);

/// <param name="Order">Our name for the order.</param>
/// <param name="Transaction">The gateway's name for the movement; null when none has begun.</param>
internal sealed record GatewayNews(Guid Order, string? Transaction, NewsKind Kind, Money Amount);

/// <param name="Address">Virtual payment address, for example treasury@bank.</param>
internal sealed record UpiPayee(string Address, string Name);

/// <summary>The gateways of this installation.</summary>
internal sealed class GatewayList(IEnumerable<IGateway> all)
{
    /// <summary>The one new payments go through: a real one before the sandbox.</summary>
    public IGateway? Current => all.Where(gateway => gateway.IsEnabled).OrderBy(gateway => gateway.IsSandbox).FirstOrDefault();

    public IGateway? Find(string name) => all.FirstOrDefault(gateway => gateway.Name == name && gateway.IsEnabled);
}

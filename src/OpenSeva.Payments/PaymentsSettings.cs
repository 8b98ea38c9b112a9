namespace OpenSeva.Payments;

/// <summary>Section <c>Payments</c> of the configuration; explained in docs/operators/payments.md.</summary>
internal sealed class PaymentsSettings
{
    public GatewaySettings Gateway { get; init; } = new();

    public SandboxSettings Sandbox { get; init; } = new();
}

/// <summary>The real gateway. Absent until <see cref="BaseUrl"/> is given.</summary>
internal sealed class GatewaySettings
{
    /// <summary>Stands in the webhook's address and on payments; stays as it is once used.</summary>
    public string Name { get; init; } = "gateway";

    public Uri? BaseUrl { get; init; }

    /// <summary>Where the pages are that payers are sent to, when not at <see cref="BaseUrl"/>.</summary>
    public Uri? PagesAt { get; init; }

    /// <summary>Bearer key of our questions to the gateway.</summary>
    public string Key { get; init; } = "";

    /// <summary>Key the gateway signs its messages with.</summary>
    public string WebhookSecret { get; init; } = "";

    public string? UpiAddress { get; init; }

    public string? UpiName { get; init; }
}

internal sealed class SandboxSettings
{
    /// <summary>Offers the built-in sandbox outside of a demonstration, for trying things out.</summary>
    public bool Enabled { get; init; }

    /// <summary>Where this program hears itself; found by itself when it listens on a plain local port.</summary>
    public Uri? Address { get; init; }
}

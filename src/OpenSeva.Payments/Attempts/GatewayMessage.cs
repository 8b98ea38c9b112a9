using OpenSeva.Kernel;

namespace OpenSeva.Payments.Attempts;

/// <summary>What a gateway told us and what came of it, kept as evidence; the same message is heard once.</summary>
[Unjournaled]
internal sealed class GatewayMessage : Entity
{
    public override string Stream => $"gateway/{Gateway}";

    public string Gateway { get; init; } = "";

    /// <summary>The gateway's own name for the message.</summary>
    public string Message { get; init; } = "";

    public Guid Order { get; init; }

    public string? Transaction { get; init; }

    public NewsKind Kind { get; init; }

    public Money Amount { get; init; }

    public DateTimeOffset At { get; init; }

    public string Outcome { get; init; } = "";
}

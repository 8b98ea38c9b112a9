using OpenSeva.Kernel;
using OpenSeva.Payments.Attempts;

namespace OpenSeva.Payments.Sandbox;

/// <summary>An order as the sandbox keeps it; its id is the name the office gave it.</summary>
[Unjournaled]
internal sealed class SandboxOrder : Entity
{
    public override string Stream => "sandbox";

    public Money Amount { get; init; }

    public string Description { get; init; } = "";

    public string ReturnUrl { get; init; } = "";

    public DateTimeOffset OpenedAt { get; init; }

    private SandboxOrder()
    {
    }

    public static SandboxOrder Open(Guid id, Money amount, string description, string returnUrl, DateTimeOffset now) =>
        new() { Id = id, Amount = amount, Description = description, ReturnUrl = returnUrl, OpenedAt = now };
}

/// <summary>A movement of the sandbox's pretended money.</summary>
[Unjournaled]
internal sealed class SandboxPayment : Entity
{
    public override string Stream => "sandbox";

    public Guid OrderId { get; init; }

    public Money Amount { get; init; }

    public NewsKind State { get; set; }

    /// <summary>A bank that answers late: what is pending becomes a success then.</summary>
    public DateTimeOffset? SucceedsAt { get; set; }
}

/// <summary>A message the sandbox has still to deliver, or has delivered.</summary>
[Unjournaled]
internal sealed class SandboxWebhook : Entity
{
    public override string Stream => "sandbox";

    public byte[] Body { get; init; } = [];

    public int Attempts { get; set; }

    public DateTimeOffset? NextAt { get; set; }
}

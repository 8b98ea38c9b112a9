using System.ComponentModel.DataAnnotations;

namespace OpenSeva.Payments.Sandbox;

/// <summary>What the person on the sandbox's page chose.</summary>
public sealed class SandboxForm
{
    [Required(ErrorMessage = "payments.sandbox.needed")]
    public string? Choice { get; set; }
}

namespace OpenSeva.Accounts.Citizens;

/// <summary>What a registration asks.</summary>
public sealed class RegisterForm
{
    public string? Name { get; set; }
    public string? Email { get; set; }
    public string? Mobile { get; set; }
    public string? Language { get; set; }
}

/// <summary>Who stands at the counter, how they were known, and where they can be reached now.</summary>
public sealed class RecoverForm
{
    public string? Known { get; set; }
    public string? Name { get; set; }
    public string? Email { get; set; }
    public string? Mobile { get; set; }
    public string? Seen { get; set; }
}

/// <summary>The address somebody signs in by.</summary>
public sealed class SignInForm
{
    public string? Name { get; set; }
}

/// <summary>Codes as read from mailbox and phone; which of them a step asks depends on the step.</summary>
public sealed class CodesForm
{
    public string? First { get; set; }
    public string? Second { get; set; }
}

/// <summary>A new address, and the language of messages.</summary>
public sealed class AccountForm
{
    public string? Value { get; set; }

    /// <summary>The account's version when the page was shown.</summary>
    public int? Seen { get; set; }
}

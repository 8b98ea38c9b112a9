namespace OpenSeva.Accounts.Tokens;

/// <summary>What making an access token asks.</summary>
public sealed class TokenForm
{
    public string? Name { get; set; }
    public List<string>? Scopes { get; set; }
    public string? Days { get; set; }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using OpenSeva.Kernel;
using OpenSeva.Payments.Attempts;

namespace OpenSeva.Payments.Gateways;

/// <summary>The message a gateway sends us, as it stands on the wire.</summary>
/// <param name="Id">The gateway's name for the message: the same again is not heard again.</param>
/// <param name="Order">Our name for the order, with hyphens or, as a scanned code carries it, without.</param>
/// <param name="Amount">In paise.</param>
internal sealed record WebhookMessage(string Id, string Order, string? Transaction, string Status, long Amount, string Currency)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    [JsonIgnore]
    public GatewayNews? News => Currency is "INR" && Amount >= 0 && Id is { Length: > 0 and <= 100 } && Transaction is null or { Length: > 0 and <= 100 }
        && Guid.TryParse(Order, out var order) && Kinds.TryGetValue(Status, out var kind)
        ? new(order, Transaction, kind, new Money(Amount))
        : null;

    /// <summary>The words gateways and we use for the same things.</summary>
    public static readonly IReadOnlyDictionary<string, NewsKind> Kinds = new Dictionary<string, NewsKind>(StringComparer.Ordinal)
    {
        ["pending"] = NewsKind.Pending,
        ["failed"] = NewsKind.Failed,
        ["succeeded"] = NewsKind.Succeeded,
        ["refunded"] = NewsKind.Refunded,
        ["refund-failed"] = NewsKind.RefundFailed,
    };

    public static string Word(NewsKind kind) => Kinds.Single(pair => pair.Value == kind).Key;

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Strict);

    /// <returns>Null when the text is not such a message.</returns>
    public static WebhookMessage? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<WebhookMessage>(body, Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

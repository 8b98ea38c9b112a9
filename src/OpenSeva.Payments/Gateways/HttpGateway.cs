using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using OpenSeva.Kernel;

namespace OpenSeva.Payments.Gateways;

/// <summary>
/// A gateway reached over HTTP, in the shape most of them share: orders with a hosted page, transactions under an order,
/// refunds of a transaction, each with a key that makes repetition harmless. docs/operators/payments.md shows the messages.
/// </summary>
internal sealed class HttpGateway(IHttpClientFactory clients, PaymentsSettings settings, Settings installation, Marks marks) : IGateway
{
    public const string Client = "payment-gateway";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly GatewaySettings settings = settings.Gateway;

    public string Name => settings.Name;

    public bool IsSandbox => false;

    public bool IsEnabled => settings.BaseUrl is not null;

    public Uri? PagesAt => settings.PagesAt ?? settings.BaseUrl;

    public UpiPayee? Upi => settings is { UpiAddress: { Length: > 0 } address } ? new(address, settings.UpiName ?? marks.StateName.En) : null;

    public async Task<Uri> Begin(GatewayOrder order, CancellationToken ct)
    {
        var webhook = new Uri(installation.PublicUrl, $"/api/v1/payments/webhooks/{Name}");
        var opened = await Send<OpenedOrder>(HttpMethod.Post, "orders", order.Id.ToString(), new NewOrder(
            order.Id, order.Amount.Paise, "INR", order.Description, order.Return, webhook, order.Language), ct);
        return opened.PayUrl;
    }

    public async Task<IReadOnlyList<GatewayNews>> Status(Guid order, CancellationToken ct)
    {
        using var request = Request(HttpMethod.Get, $"orders/{order}/transactions");
        using var response = await clients.CreateClient(Client).SendAsync(request, ct);
        if (response.StatusCode is System.Net.HttpStatusCode.NotFound) return [];
        var listed = await Read<IReadOnlyList<ListedTransaction>>(response, ct);
        return [.. listed
            .Where(transaction => transaction.Currency is "INR" && WebhookMessage.Kinds.ContainsKey(transaction.Status))
            .SelectMany(transaction => News(order, transaction))];
    }

    public async Task Refund(Guid refundId, string transaction, Money amount, CancellationToken ct) =>
        await Send<AcceptedRefund>(HttpMethod.Post, $"transactions/{Uri.EscapeDataString(transaction)}/refunds", refundId.ToString(), new NewRefund(refundId, amount.Paise, "INR"), ct);

    public Task<byte[]?> WebhookSecret(CancellationToken ct) =>
        Task.FromResult(settings.WebhookSecret.Length > 0 ? Encoding.UTF8.GetBytes(settings.WebhookSecret) : null);

    // A refunded transaction once succeeded: told in that order, the amount that came is known.
    private static IEnumerable<GatewayNews> News(Guid order, ListedTransaction transaction)
    {
        var kind = WebhookMessage.Kinds[transaction.Status];
        var amount = new Money(transaction.Amount);
        if (kind is Attempts.NewsKind.Refunded) yield return new(order, transaction.Id, Attempts.NewsKind.Succeeded, amount);
        yield return new(order, transaction.Id, kind, amount);
    }

    private async Task<R> Send<R>(HttpMethod method, string path, string key, object body, CancellationToken ct)
    {
        using var request = Request(method, path);
        request.Headers.Add("Idempotency-Key", key);
        request.Content = JsonContent.Create(body, body.GetType(), options: Json);
        using var response = await clients.CreateClient(Client).SendAsync(request, ct);
        return await Read<R>(response, ct);
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var root = settings.BaseUrl!.ToString().TrimEnd('/');
        var request = new HttpRequestMessage(method, new Uri($"{root}/{path}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.Key);
        return request;
    }

    private static async Task<R> Read<R>(HttpResponseMessage response, CancellationToken ct)
    {
        response.EnsureSuccessStatusCode();
        try
        {
            return await response.Content.ReadFromJsonAsync<R>(Json, ct) ?? throw new HttpRequestException("The gateway answered nothing.");
        }
        catch (JsonException error)
        {
            throw new HttpRequestException("The gateway's answer could not be read.", error);
        }
    }

    private sealed record NewOrder(Guid Order, long Amount, string Currency, string Description, Uri ReturnUrl, Uri WebhookUrl, string Language);

    private sealed record OpenedOrder(Uri PayUrl);

    private sealed record ListedTransaction(string Id, string Status, long Amount, string Currency);

    private sealed record NewRefund(Guid Refund, long Amount, string Currency);

    private sealed record AcceptedRefund(string Status);
}

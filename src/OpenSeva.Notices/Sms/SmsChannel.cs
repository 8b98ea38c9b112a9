using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using OpenSeva.Notices.Deliveries;
using OpenSeva.Notices.Messages;

namespace OpenSeva.Notices.Sms;

/// <summary>
/// Text messages through a company's HTTP interface. Each company has its own: the address and, for those that take
/// JSON, the body are settings with places for number, text, template id, message id and sender.
/// </summary>
internal sealed class SmsChannel(IHttpClientFactory clients, NoticesSettings settings, Wording wording) : IChannel
{
    public const string Client = "sms-gateway";
    private readonly SmsSettings settings = settings.Sms;

    public Channel Kind => Channel.Sms;

    public bool IsConfigured => settings.IsConfigured;

    public Outgoing Word(Delivery delivery, IReadOnlyList<string> arguments) => new(
        delivery.Id, delivery.Address, delivery.Template, delivery.Language, "", wording.Sms(delivery.Template, delivery.Language, arguments));

    public async Task Send(Outgoing message, CancellationToken ct)
    {
        if (!Uri.TryCreate(Fill(settings.Url!, message, Uri.EscapeDataString), UriKind.Absolute, out var address)) throw new NotTakenException("the configured address is none", forGood: false, isAway: true);
        using var request = new HttpRequestMessage(settings.Body is null ? HttpMethod.Get : HttpMethod.Post, address);
        if (settings.Body is { } body) request.Content = new StringContent(Fill(body, message, Json), Encoding.UTF8, "application/json");
        if (settings.Bearer is { Length: > 0 } bearer) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Headers.Add("Idempotency-Key", message.Id.ToString());
        try
        {
            using var response = await clients.CreateClient(Client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if (!response.IsSuccessStatusCode) throw Refused(response.StatusCode);
        }
        catch (HttpRequestException error)
        {
            throw new NotTakenException(error.HttpRequestError.ToString(), forGood: false, isAway: true);
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new NotTakenException("no answer in time", forGood: false, isAway: true);
        }
    }

    // Never for good: a wrong setting looks like a wrong message, and whoever mends it must find the messages still there.
    private static NotTakenException Refused(HttpStatusCode status) => new(
        $"HTTP {(int)status}", forGood: false, isAway: status is not (HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity));

    private string Fill(string text, Outgoing message, Func<string, string> escape) => text
        .Replace("{mobile}", escape(settings.Prefix + message.Address), StringComparison.Ordinal)
        .Replace("{template}", escape(settings.DltOf(message.Template, message.Language) ?? ""), StringComparison.Ordinal)
        .Replace("{id}", escape(message.Id.ToString()), StringComparison.Ordinal)
        .Replace("{sender}", escape(settings.Sender), StringComparison.Ordinal)
        // Last: the text itself may hold braces.
        .Replace("{text}", escape(message.Text), StringComparison.Ordinal);

    private static string Json(string value) => JsonSerializer.Serialize(value)[1..^1];
}

using Microsoft.EntityFrameworkCore;
using OpenSeva.Kernel;
using OpenSeva.Notices.Deliveries;
using OpenSeva.Notices.Messages;

namespace OpenSeva.Notices.Demonstration;

/// <param name="Text">Null when it was a secret and is forgotten.</param>
public sealed record SeenMessage(DateTimeOffset At, string Channel, string Address, string Language, string? Subject, string? Text);

/// <summary>
/// What would have gone out of a demonstration, codes included, so that one can register by hand. Open only where the
/// database is a demonstration and no mail server is set up: there it shows nobody's real messages.
/// </summary>
internal sealed class ViewOutbox(NoticesDb db, Marks marks, NoticesSettings settings, Secrets secrets, Wording wording)
{
    private const int Most = 30;

    public bool IsOpen => marks.IsDemonstration && !settings.Smtp.IsConfigured && !settings.Sms.IsConfigured;

    public async Task<IReadOnlyList<SeenMessage>> View(CancellationToken ct)
    {
        if (!IsOpen) return [];
        var last = await db.Deliveries.Where(d => d.State == DeliveryState.NoChannel).OrderByDescending(d => d.QueuedAt).ThenByDescending(d => d.Id).Take(Most).ToListAsync(ct);
        return [.. last.Select(Show)];
    }

    private SeenMessage Show(Delivery delivery)
    {
        var (template, language) = (delivery.Template, delivery.Language);
        var forgotten = delivery.Sealed is null && delivery.Arguments.Count is 0;
        var arguments = delivery.Sealed is { } text ? secrets.Open(text) : delivery.Arguments;
        if (arguments is null || (forgotten && wording.NeedsArguments(template, language))) return new(delivery.QueuedAt, Word(delivery.Channel), delivery.Address, language, null, null);
        return delivery.Channel is Channel.Email
            ? new(delivery.QueuedAt, Word(delivery.Channel), delivery.Address, language, wording.Subject(template, language, arguments), wording.Letter(template, language, arguments, delivery.Path))
            : new(delivery.QueuedAt, Word(delivery.Channel), delivery.Address, language, null, wording.Sms(template, language, arguments));
    }

    private static string Word(Channel channel) => channel.ToString().ToLowerInvariant();
}

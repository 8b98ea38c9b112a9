using OpenSeva.Kernel;
using OpenSeva.Notices.Deliveries;
using OpenSeva.Notices.Messages;

namespace OpenSeva.Notices.Email;

/// <summary>E-mail through a mail server.</summary>
internal sealed class EmailChannel(NoticesSettings settings, Settings installation, Marks marks, Wording wording, TimeProvider clock) : IChannel
{
    private readonly SmtpSettings settings = settings.Smtp;

    public Channel Kind => Channel.Email;

    public bool IsConfigured => settings.IsConfigured;

    public Outgoing Word(Delivery delivery, IReadOnlyList<string> arguments) => new(
        delivery.Id, delivery.Address, delivery.Template, delivery.Language,
        wording.Subject(delivery.Template, delivery.Language, arguments),
        wording.Letter(delivery.Template, delivery.Language, arguments, delivery.Path));

    public async Task Send(Outgoing message, CancellationToken ct)
    {
        if (!Letter.IsAddress(message.Address)) throw new NotTakenException("not an address", forGood: true, isAway: false);
        var from = settings.From.Length > 0 ? settings.From : $"no-reply@{installation.PublicUrl.Host}";
        var letter = Letter.Write(from, marks.StateName.In(message.Language), message.Address, message.Id.ToString("N"), message.Language, message.Subject, message.Text, clock.Now);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(settings.Patience);
        try
        {
            await using var session = await SmtpSession.Open(settings, installation.PublicUrl.Host, limited.Token);
            await session.Send(from, message.Address, letter, limited.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new NotTakenException("no answer in time", forGood: false, isAway: true);
        }
    }
}

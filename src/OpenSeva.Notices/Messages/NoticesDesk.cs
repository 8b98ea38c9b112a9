using OpenSeva.Contracts.Notices;
using OpenSeva.Kernel;
using OpenSeva.Notices.Deliveries;

namespace OpenSeva.Notices.Messages;

/// <summary>Writes a message where its citizen finds it and into the queues of the channels, in the caller's own transaction.</summary>
internal sealed class NoticesDesk(NoticesDb db, Secrets secrets, Wording wording, NoticesSettings settings, TimeProvider clock) : INotices
{
    private static readonly TimeSpan SecretHolds = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan NewsHolds = TimeSpan.FromDays(3);

    public Task Send(Notice notice, CancellationToken ct)
    {
        if (!wording.Knows(notice.Template)) throw new InvalidOperationException($"There are no words for the message {notice.Template}.");
        var to = notice.To;
        var language = Languages.Knows(to.Language) ? to.Language : Languages.Default;
        if (to.CitizenId is { } citizen && !notice.Secret)
            db.Messages.Add(new() { CitizenId = citizen, Template = notice.Template, Language = language, Arguments = notice.Values, Path = notice.Path, At = clock.Now });
        if (to.Email is { Length: > 0 } email) Queue(Channel.Email, email, settings.Smtp.IsConfigured);
        if (to.Mobile is { Length: > 0 } mobile) Queue(Channel.Sms, mobile, settings.Sms.IsConfigured);
        return Task.CompletedTask;

        void Queue(Channel channel, string address, bool hasChannel) => db.Deliveries.Add(Delivery.Queue(
            channel, address, notice, language, notice.Secret ? secrets.Seal(notice.Values) : null,
            notice.HoldsFor ?? (notice.Secret ? SecretHolds : NewsHolds), hasChannel, clock.Now));
    }
}

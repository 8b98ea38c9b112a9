using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Notices;
using OpenSeva.Notices.Deliveries;
using OpenSeva.Notices.Email;

namespace OpenSeva.Tests.Notices;

public sealed class SendingTests(NoticesApp app) : IClassFixture<NoticesApp>
{
    [Fact]
    public async Task A_notice_goes_out_by_mail_and_text_in_the_recipient_s_language()
    {
        await app.Send(new(new(Guid.CreateVersion7(), "meera@example.in", "9400000001", "ml"), Templates.Withdrawn, ["INC/7", "വരുമാന സർട്ടിഫിക്കറ്റ്"], Path: "/applications/7"));

        await app.Job<SendEmail>();
        await app.Job<SendSms>();

        var (_, letter) = app.Mail.Letters.Single(kept => kept.To == "meera@example.in");
        Assert.Equal("അപേക്ഷ INC/7 പിൻവലിച്ചു", NoticesApp.SubjectOf(letter));
        Assert.Contains("വരുമാന സർട്ടിഫിക്കറ്റ്", NoticesApp.TextOf(letter), StringComparison.Ordinal);
        Assert.Contains("http://localhost/applications/7", NoticesApp.TextOf(letter), StringComparison.Ordinal);
        Assert.Contains("Content-Language: ml", letter, StringComparison.Ordinal);
        Assert.All(letter.Split("\r\n"), line => Assert.True(line.Length <= 76 && line.All(char.IsAscii)));
        var text = app.Texts.Single(kept => kept.Body.Contains("919400000001", StringComparison.Ordinal));
        Assert.Equal("Bearer sms-key", text.Bearer);
        var body = JsonNode.Parse(text.Body)!;
        Assert.Equal(("1107-ml", "SEVAKL", text.Key), ((string)body["dlt"]!, (string)body["from"]!, (string)body["ref"]!));
        Assert.Contains("INC/7", (string)body["text"]!, StringComparison.Ordinal);
        Assert.All((await app.Deliveries("9400000001")).Concat(await app.Deliveries("meera@example.in")), d => Assert.Equal(DeliveryState.Sent, d.State));
        Assert.Contains(app.Mail.Said, line => line.StartsWith("AUTH PLAIN ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_sent_when_its_cause_is_undone()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.Run<bool>(async services =>
        {
            await services.GetRequiredService<INotices>().Send(new(new(null, "undone@example.in", null, "en"), Templates.Withdrawn, ["1", "x"]), default);
            throw new InvalidOperationException("undone");
        }));

        Assert.Empty(await app.Deliveries("undone@example.in"));
    }

    [Fact]
    public async Task A_template_without_words_is_a_mistake_of_the_program() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.Send(new(new(null, "a@example.in", null, "en"), "no-such-template", [])));

    [Fact]
    public async Task A_secret_is_sealed_until_sent_then_forgotten_and_never_in_the_inbox()
    {
        var citizen = Guid.CreateVersion7();
        await app.Send(new(new(citizen, "code@example.in", null, "en"), "accounts-sign-in", ["493817", "10"], Secret: true));
        var waiting = (await app.Deliveries("code@example.in")).Single();
        Assert.NotNull(waiting.Sealed);
        Assert.DoesNotContain("493817", waiting.Sealed, StringComparison.Ordinal);
        Assert.Empty(waiting.Arguments);

        await app.Job<SendEmail>();

        Assert.Contains("493817", NoticesApp.TextOf(app.Mail.Letters.Single(kept => kept.To == "code@example.in").Letter), StringComparison.Ordinal);
        Assert.Null((await app.Deliveries("code@example.in")).Single().Sealed);
        var inbox = await app.Client(Payments.PayApp.Citizen(citizen)).GetStringAsync(new Uri("/api/v1/inbox", UriKind.Relative));
        Assert.Empty(JsonNode.Parse(inbox)!["items"]!.AsArray());
    }

    [Fact]
    public async Task A_code_that_could_not_be_sent_is_forgotten_when_it_no_longer_holds()
    {
        app.Mail.IsBusy = true;
        await app.Send(new(new(null, "late@example.in", null, "en"), "accounts-sign-in", ["118822", "10"], Secret: true));
        await app.Job<SendEmail>();
        app.Clock.Advance(TimeSpan.FromMinutes(16));

        await app.Job<ForgetOld>();

        app.Mail.IsBusy = false;
        var delivery = (await app.Deliveries("late@example.in")).Single();
        Assert.Equal((DeliveryState.GivenUp, null), (delivery.State, delivery.Sealed));
    }

    [Fact]
    public async Task A_mailbox_that_does_not_exist_is_given_up_at_once()
    {
        await app.Send(new(new(null, "unknown@example.in", null, "en"), Templates.Withdrawn, ["1", "x"]));

        await app.Job<SendEmail>();

        var delivery = (await app.Deliveries("unknown@example.in")).Single();
        Assert.Equal((DeliveryState.GivenUp, "RCPT 550"), (delivery.State, delivery.Problem));
    }

    [Theory]
    [InlineData("a@example.in\r\nRCPT TO:<b@example.in>")]
    [InlineData("a@example.in,b@example.in")]
    [InlineData("<a@example.in>")]
    [InlineData("nobody")]
    public void What_is_not_one_address_is_not_written_to(string text) => Assert.False(Letter.IsAddress(text));

    [Fact]
    public void A_value_cannot_become_a_header()
    {
        var letter = Letter.Write("from@example.in", "State\r\nBcc: x@example.in", "to@example.in", "id", "en", "Subject\r\nBcc: x@example.in", "text\r\n.\r\nQUIT", app.Clock.GetUtcNow());

        Assert.DoesNotContain("Bcc", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("\r\n.\r\n", letter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_encryption_is_refused_unless_that_was_allowed()
    {
        var settings = new OpenSeva.Notices.SmtpSettings { Host = "127.0.0.1", Port = app.Mail.Port };

        var refused = await Assert.ThrowsAsync<NotTakenException>(async () => await SmtpSession.Open(settings, "here", default));

        Assert.Contains("STARTTLS", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_settled_long_ago_is_deleted()
    {
        await app.Send(new(new(null, "old@example.in", null, "en"), Templates.Withdrawn, ["1", "x"]));
        await app.Job<SendEmail>();
        app.Clock.Advance(TimeSpan.FromDays(91));

        await app.Job<ForgetOld>();

        Assert.Empty(await app.Deliveries("old@example.in"));
    }
}

using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Accounts;
using OpenSeva.Accounts.Citizens;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Documents;
using OpenSeva.Contracts.Notices;
using OpenSeva.Documents.Certificates;
using OpenSeva.Kernel;
using OpenSeva.Notices;
using OpenSeva.Notices.Telling;
using OpenSeva.Payments.Attempts;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Notices;

public sealed class TellingTests(PayApp app) : IClassFixture<PayApp>
{
    private static readonly Guid Somewhere = Guid.CreateVersion7();

    [Fact]
    public async Task A_payment_and_a_refund_are_told_to_the_payer()
    {
        var payer = await Register("hi");
        var demand = await app.Demand(payer);
        await app.Hear(demand.Id, $"one-{payer}", NewsKind.Succeeded, 15_00);
        await app.Hear(demand.Id, $"two-{payer}", NewsKind.Succeeded, 15_00);
        await app.Hear(demand.Id, $"two-{payer}", NewsKind.Refunded, 15_00);

        await app.Settle();
        await app.Settle();

        var told = await Told(payer);
        Assert.Equal([Templates.PaymentReceived, Templates.PaymentRefunded], told.Select(message => message.Template).Order());
        Assert.All(told, message => Assert.Equal("hi", message.Language));
    }

    [Fact]
    public async Task An_application_is_told_with_its_due_date_in_the_citizen_s_language()
    {
        var citizen = await Register("pa");
        var due = new DateTimeOffset(2026, 12, 7, 11, 30, 0, TimeSpan.Zero);

        await Handle(tell => tell.Handle(new CaseSubmitted(Guid.CreateVersion7(), "INC/1", "no-such-service", 1, "REV", Somewhere, Somewhere, citizen, app.Clock.GetUtcNow(), due), default));

        var message = (await Told(citizen)).Single();
        Assert.Equal(["INC/1", "no-such-service", "7 ਦਸੰਬਰ 2026"], message.Arguments);
    }

    [Fact]
    public async Task Every_event_of_a_case_finds_its_words()
    {
        var citizen = await Register("gu");
        var (id, at) = (Guid.CreateVersion7(), app.Clock.GetUtcNow());
        await Handle(async tell =>
        {
            await tell.Handle(new CaseSubmitted(id, "N", "s", 1, "REV", Somewhere, Somewhere, citizen, at, null), default);
            await tell.Handle(new CaseMoved(id, "N", "s", "REV", Somewhere, Somewhere, Somewhere, "enquiry", citizen, at, null), default);
            await tell.Handle(new ObjectionRaised(id, "N", "s", citizen, Somewhere, 2, at), default);
            await tell.Handle(new ObjectionAnswered(id, "N", "s", citizen, Somewhere, at, null), default);
            await tell.Handle(new CaseDecided(id, "N", "s", 1, "REV", Somewhere, Somewhere, Somewhere, citizen, false, at, null, true, null), default);
            await tell.Handle(new CaseDecided(id, "N", "s", 1, "REV", Somewhere, Somewhere, Somewhere, citizen, true, at, null, true, null), default);
            await tell.Handle(new CaseWithdrawn(id, "N", "s", "REV", Somewhere, Somewhere, citizen, at), default);
            await tell.Handle(new CaseMessageSent(id, "N", "s", citizen, FromCitizen: false, at), default);
            await tell.Handle(new CaseMessageSent(id, "N", "s", citizen, FromCitizen: true, at), default);
        });
        await app.Read(async services =>
        {
            var tell = services.GetRequiredService<TellOfDocuments>();
            await tell.Handle(new DocumentIssued(id, id, citizen, "D", "s", at), default);
            await tell.Handle(new DocumentRevoked(id, id, citizen, "D", "court-order", at), default);
            await tell.Handle(new DocumentSuperseded(id, id, citizen, "D", "E", at), default);
            return true;
        });

        var inbox = JsonNode.Parse(await app.Client(PayApp.Citizen(citizen)).GetStringAsync(new Uri("/api/v1/inbox", UriKind.Relative)))!["items"]!.AsArray();

        Assert.Equal(11, inbox.Count);
        Assert.All(inbox, message => Assert.DoesNotContain("notices.", $"{message!["subject"]}{message["text"]}", StringComparison.Ordinal));
        Assert.All(inbox, message => Assert.DoesNotContain("{", $"{message!["subject"]}{message["text"]}", StringComparison.Ordinal));
    }

    [Theory, InlineData("en"), InlineData("hi"), InlineData("gu"), InlineData("ml"), InlineData("pa")]
    public async Task A_revocation_is_told_with_its_reason_in_words(string language)
    {
        foreach (var reason in RevocationReasons.All)
        {
            var citizen = await Register(language);
            await app.Read(async services =>
            {
                await services.GetRequiredService<TellOfDocuments>().Handle(new DocumentRevoked(citizen, citizen, citizen, "D", reason, app.Clock.GetUtcNow()), default);
                return true;
            });

            var said = (await Told(citizen)).Single().Arguments[1];
            Assert.Equal(app.Services.GetRequiredService<Words>().In(language, $"documents.revoked.{reason}"), said);
            Assert.EndsWith(language is "hi" or "pa" ? "।" : ".", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nobody_is_told_about_a_citizen_who_is_not_there()
    {
        var stranger = Guid.CreateVersion7();

        await Handle(tell => tell.Handle(new CaseWithdrawn(stranger, "N", "s", "REV", Somewhere, Somewhere, stranger, app.Clock.GetUtcNow()), default));

        Assert.Empty(await Told(stranger));
    }

    private Task<bool> Handle(Func<TellOfCases, Task> act) => app.Read(async services =>
    {
        await act(services.GetRequiredService<TellOfCases>());
        return true;
    });

    private async Task<Guid> Register(string language)
    {
        var citizen = Citizen.Register("Meera", $"{Guid.CreateVersion7():N}@example.in", "9400000000", language, app.Clock.Now);
        await app.Save<AccountsDb>(citizen);
        return citizen.Id;
    }

    private Task<List<OpenSeva.Notices.Messages.Message>> Told(Guid citizen) => app.Read(services =>
        services.GetRequiredService<NoticesDb>().Messages.Where(message => message.CitizenId == citizen).ToListAsync());
}

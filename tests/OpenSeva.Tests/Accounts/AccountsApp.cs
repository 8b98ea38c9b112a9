using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenSeva.Contracts.Notices;

namespace OpenSeva.Tests.Accounts;

/// <summary>The program with a letter box in place of the outgoing mail, so that a test reads codes as their owner would.</summary>
public class AccountsApp : SevaApp
{
    private readonly LetterBox box = new();

    /// <summary>Delivers what waits, then opens the box.</summary>
    public async Task<IReadOnlyList<Notice>> Letters(string address)
    {
        await Settle();
        return [.. box.Letters.Where(letter => letter.To.Email == address || letter.To.Mobile == address)];
    }

    public async Task<string> Code(string address) => (await Letters(address))[^1].Values[0];

    internal Browser Browser() => new(Client());

    /// <summary>Registers a citizen with addresses of their own and returns their browser.</summary>
    internal async Task<Browser> Citizen(string email, string mobile)
    {
        var browser = Browser();
        var ticket = await browser.Ticket("registrations", new { name = "Asha Menon", email, mobile });
        var (emailCode, mobileCode) = (await Code(email), await Code(mobile));
        var answer = await browser.Post("registrations/confirmations", new { ticket, emailCode, mobileCode });
        Assert.Equal(System.Net.HttpStatusCode.Created, answer.StatusCode);
        return browser;
    }

    protected override void Adjust(WebApplicationBuilder builder) => builder.Services.Replace(ServiceDescriptor.Scoped<INotices>(_ => box));

    private sealed class LetterBox : INotices
    {
        public ConcurrentQueue<Notice> Letters { get; } = new();

        public Task Send(Notice notice, CancellationToken ct)
        {
            Letters.Enqueue(notice);
            return Task.CompletedTask;
        }
    }
}

using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.Accounts;

/// <summary>How often one network address may try, whomever it tries to be. Its own program, because every test comes from the same address.</summary>
public sealed class NetworkLimitTests(AccountsApp app) : IClassFixture<AccountsApp>
{
    [Fact]
    public async Task One_network_address_may_fail_sixty_times_an_hour_over_all_accounts()
    {
        await app.Citizen("honest@example.in", "9847100009");
        for (var i = 0; i < 60; i++)
        {
            var guesser = app.Browser();
            var guess = await guesser.Ticket("sessions", new { name = $"guess{i}@example.in" });
            Assert.Equal(HttpStatusCode.BadRequest, (await guesser.Post("sessions/confirmations", new { ticket = guess, code = "1" })).StatusCode);
        }

        var browser = app.Browser();
        var ticket = await browser.Ticket("sessions", new { name = "honest@example.in" });
        var code = await app.Code("honest@example.in");

        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.Post("sessions/confirmations", new { ticket, code })).StatusCode);
    }
}

/// <summary>How often somebody may try. Its own program, because the counts are of all together.</summary>
public sealed class LimitTests(LimitTests.Strict app) : IClassFixture<LimitTests.Strict>
{
    [Fact]
    public async Task One_address_gets_six_codes_an_hour_whether_it_is_known_or_not()
    {
        var browser = app.Browser();
        for (var i = 0; i < 6; i++) await browser.Ticket("sessions", new { name = "often@example.in" });

        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.Post("sessions", new { name = "Often@example.in" })).StatusCode);
        app.Clock.Advance(TimeSpan.FromHours(1));
        await browser.Ticket("sessions", new { name = "often@example.in" });
    }

    [Fact]
    public async Task A_code_is_too_old_after_ten_minutes()
    {
        await app.Citizen("late@example.in", "9847100001");
        var browser = app.Browser();
        var ticket = await browser.Ticket("sessions", new { name = "late@example.in" });
        var code = await app.Code("late@example.in");
        app.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Post("sessions/confirmations", new { ticket, code })).StatusCode);
    }

    [Fact]
    public async Task One_address_may_fail_ten_times_an_hour_over_all_its_codes()
    {
        app.Clock.Advance(TimeSpan.FromHours(1));
        var browser = app.Browser();
        var ticket = await browser.Ticket("sessions", new { name = "fails@example.in" });
        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.BadRequest, (await browser.Post("sessions/confirmations", new { ticket, code = "1" })).StatusCode);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.Post("sessions/confirmations", new { ticket, code = "1" })).StatusCode);
        var again = await browser.Ticket("sessions", new { name = "FAILS@example.in" });
        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.Post("sessions/confirmations", new { ticket = again, code = "1" })).StatusCode);
    }

    [Fact]
    public async Task When_the_budget_of_all_failures_is_spent_nobody_comes_in_until_the_next_hour()
    {
        await app.Citizen("budget@example.in", "9847100002");
        app.Clock.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < Strict.Budget; i++)
        {
            var sprayer = app.Browser();
            var guess = await sprayer.Ticket("sessions", new { name = $"spray{i}@example.in" });
            await sprayer.Post("sessions/confirmations", new { ticket = guess, code = "123456" });
        }

        var browser = app.Browser();
        var ticket = await browser.Ticket("sessions", new { name = "budget@example.in" });
        var code = await app.Code("budget@example.in");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.Post("sessions/confirmations", new { ticket, code })).StatusCode);

        app.Clock.Advance(TimeSpan.FromHours(1));
        ticket = await browser.Ticket("sessions", new { name = "budget@example.in" });
        Assert.Equal(HttpStatusCode.Created, (await browser.Post("sessions/confirmations", new { ticket, code = await app.Code("budget@example.in") })).StatusCode);
    }

    /// <summary>A program whose budget is small enough to spend.</summary>
    public sealed class Strict : AccountsApp
    {
        public const int Budget = 20;

        protected override void Adjust(WebApplicationBuilder builder)
        {
            base.Adjust(builder);
            var settings = (Settings)builder.Services.Single(service => service.ServiceType == typeof(Settings)).ImplementationInstance!;
            var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("accounts:failures-per-hour", $"{Budget}")]).Build();
            builder.Services.Replace(ServiceDescriptor.Singleton(settings with { Configuration = configuration }));
        }
    }
}

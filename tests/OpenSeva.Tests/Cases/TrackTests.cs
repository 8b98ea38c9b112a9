using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Cases;
using OpenSeva.Cases.Tracking;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.Cases;

/// <summary>Tracking without an account.</summary>
public sealed class TrackTests(CaseApp app) : IClassFixture<CaseApp>
{
    [Fact]
    public async Task Number_and_last_digits_show_the_desk_but_no_person_and_guessing_ends()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.Pension(citizen);
        var number = (await citizen.Get($"/api/v1/cases/{id}"))["number"]!.GetValue<string>();
        var anybody = app.As(null);

        var tracked = await anybody.Post("/api/v1/tracking", new { number = number.ToLowerInvariant(), digits = "1234" });

        Assert.Equal(number, tracked["number"]!.GetValue<string>());
        Assert.NotEmpty(tracked["desk"]!["office"]!.GetValue<string>());
        Assert.DoesNotContain("Lakshmi", tracked.ToJsonString(), StringComparison.Ordinal);

        for (var guess = 0; guess < 5; guess++)
            Assert.Equal(HttpStatusCode.NotFound, (await anybody.TryPost("/api/v1/tracking", new { number, digits = $"000{guess}" })).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await anybody.TryPost("/api/v1/tracking", new { number, digits = "1234" })).StatusCode);
        app.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.OK, (await anybody.TryPost("/api/v1/tracking", new { number, digits = "1234" })).StatusCode);
    }

    [Fact]
    public async Task One_line_that_guesses_is_shut_out_whole_and_keeps_nobody_out_elsewhere()
    {
        var citizen = app.As(CaseApp.Citizen());
        var number = (await citizen.Get($"/api/v1/cases/{await CaseApp.Pension(citizen)}"))["number"]!.GetValue<string>();
        for (var guess = 0; guess < 5; guess++) Assert.Equal("track.no-match", await Tried(number, $"000{guess}", $"2001:db8:0:1::{guess + 1}"));

        Assert.Equal("request.too-many", await Tried(number, "1234", "2001:db8:0:1::9"));
        Assert.Null(await Tried(number, "1234", "2001:db8:0:2::1"));
        Assert.Null(await Tried(number, "1234", "203.0.113.7"));
    }

    [Fact]
    public async Task Guessing_over_many_numbers_and_many_lines_ends_too()
    {
        var citizen = app.As(CaseApp.Citizen());
        var number = (await citizen.Get($"/api/v1/cases/{await CaseApp.Pension(citizen)}"))["number"]!.GetValue<string>();
        app.Clock.Advance(TimeSpan.FromMinutes(61));
        for (var guess = 0; guess < 60; guess++) Assert.Equal("track.no-match", await Tried(Number(guess), "0000", "198.51.100.1"));
        Assert.Equal("request.too-many", await Tried(number, "1234", "198.51.100.1"));
        Assert.Null(await Tried(number, "1234", "198.51.100.2"));

        // As if many lines had made nine hundred and forty more.
        await app.Run(services => services.GetRequiredService<CasesDb>().Tries.Where(tries => EF.Functions.Like(tries.Key, "all%"))
            .ExecuteUpdateAsync(set => set.SetProperty(tries => tries.Tries, 1000)));
        Assert.Equal("request.too-many", await Tried(number, "1234", "198.51.100.2"));
        app.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Null(await Tried(number, "1234", "198.51.100.2"));
    }

    private static string Number(int n) => $"OAP-EKM-2026-{n:d6}" is var body ? $"{body}-{CheckDigit.Of(body)}" : body;

    /// <returns>Null when it was found.</returns>
    private async Task<string?> Tried(string number, string digits, string address)
    {
        try
        {
            await app.Read(services => services.GetRequiredService<Track>().Look(number, digits, IPAddress.Parse(address), default));
            return null;
        }
        catch (Refusal refusal)
        {
            return refusal.Code;
        }
    }

    [Fact]
    public async Task A_slip_in_the_number_costs_no_try()
    {
        var anybody = app.As(null);
        for (var slip = 0; slip < 10; slip++)
            Assert.Equal(HttpStatusCode.NotFound, (await anybody.TryPost("/api/v1/tracking", new { number = "OAP-KAN-2026-000001-0", digits = "1234" })).StatusCode);
    }
}

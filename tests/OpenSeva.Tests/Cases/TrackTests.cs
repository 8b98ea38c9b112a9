using System.Net;
using System.Net.Http.Json;

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
            Assert.Equal(HttpStatusCode.Conflict, (await anybody.TryPost("/api/v1/tracking", new { number, digits = $"000{guess}" })).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await anybody.TryPost("/api/v1/tracking", new { number, digits = "1234" })).StatusCode);
        app.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.OK, (await anybody.TryPost("/api/v1/tracking", new { number, digits = "1234" })).StatusCode);
    }

    [Fact]
    public async Task A_slip_in_the_number_costs_no_try()
    {
        var anybody = app.As(null);
        for (var slip = 0; slip < 10; slip++)
            Assert.Equal(HttpStatusCode.Conflict, (await anybody.TryPost("/api/v1/tracking", new { number = "OAP-KAN-2026-000001-0", digits = "1234" })).StatusCode);
    }
}

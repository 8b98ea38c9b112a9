using OpenSeva.Contracts.Notices;
using OpenSeva.Notices.Deliveries;

namespace OpenSeva.Tests.Notices;

public sealed class BreakerTests(BreakerTests.HastyApp app) : IClassFixture<BreakerTests.HastyApp>
{
    [Fact]
    public async Task A_company_that_hangs_is_left_alone_and_mail_goes_on()
    {
        var before = app.CompanyVisits;
        app.CompanyHangs = true;
        for (var n = 0; n < 12; n++) await app.Send(new(new(null, $"b{n}@hang.example", $"94111111{n:00}", "en"), Templates.Withdrawn, ["1", "x"]));

        await app.Job<SendSms>();
        await app.Job<SendSms>();
        await app.Job<SendEmail>();

        Assert.InRange(app.CompanyVisits - before, 3, 7);
        Assert.Equal(12, app.Mail.Letters.Count(kept => kept.To.EndsWith("@hang.example", StringComparison.Ordinal)));

        // Awake again: one probe, then everything.
        app.CompanyHangs = false;
        // However many were on their way when it went to rest: it never rests longer than this.
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        await app.Job<SendSms>();
        Assert.Single(Arrived());
        await app.Job<SendSms>();
        Assert.Equal(12, Arrived().Distinct().Count());
        Assert.Equal(12, Arrived().Count());

        IEnumerable<string> Arrived() => app.Texts.Where(text => text.Body.Contains("9194111111", StringComparison.Ordinal)).Select(text => text.Key);
    }

    [Fact]
    public void A_breaker_rests_longer_each_time_and_wakes_on_success()
    {
        var (breaker, now) = (new Breaker(), app.Clock.GetUtcNow());
        breaker.Failed(now);
        breaker.Failed(now);
        Assert.False(breaker.Rests(now));
        breaker.Failed(now);
        Assert.Equal(now.AddSeconds(30), breaker.RestsUntil);
        breaker.Failed(now);
        Assert.Equal(now.AddSeconds(60), breaker.RestsUntil);
        for (var n = 0; n < 30; n++) breaker.Failed(now);
        Assert.Equal(now.AddMinutes(10), breaker.RestsUntil);

        breaker.Succeeded();

        Assert.False(breaker.Rests(now) || breaker.IsProbing);
    }

    [Fact]
    public async Task A_refused_text_is_tried_again_after_growing_pauses()
    {
        app.CompanyStatus = 422;
        await app.Send(new(new(null, null, "9400000999", "en"), Templates.Withdrawn, ["1", "x"]));
        var pauses = new List<double>();
        for (var n = 0; n < 3; n++)
        {
            await app.Job<SendSms>();
            var next = (await app.Deliveries("9400000999")).Single().NextAt!.Value;
            pauses.Add((next - app.Clock.GetUtcNow()).TotalSeconds);
            app.Clock.Set(next);
        }

        app.CompanyStatus = 200;
        await app.Job<SendSms>();

        Assert.Equal([10, 20, 40], pauses.Select(pause => Math.Round(pause)));
        Assert.Equal(DeliveryState.Sent, (await app.Deliveries("9400000999")).Single().State);
    }

    public sealed class HastyApp : NoticesApp
    {
        internal override TimeSpan Patience => TimeSpan.FromSeconds(5);
    }
}

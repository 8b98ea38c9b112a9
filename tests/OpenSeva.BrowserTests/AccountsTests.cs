using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace OpenSeva.BrowserTests;

/// <summary>Coming in: a citizen's pages on a phone without script, a staff member's passkey on a real browser.</summary>
public sealed partial class AccountsTests(Product product)
{
    [Theory]
    [InlineData("en", 1280)]
    [InlineData("hi", 360)]
    [InlineData("gu", 360)]
    [InlineData("ml", 360)]
    [InlineData("pa", 360)]
    public async Task The_doors_are_fit_to_be_seen(string language, int width)
    {
        var page = await product.Visitor(language, width: width);
        foreach (var (path, name) in new[] { ("/account/sign-in", "sign-in"), ("/account/register", "register"), ("/office/sign-in", "office"), ("/demo/sign-in", "demo") })
        {
            await page.GotoAsync(path);
            await Look.At(page, $"accounts-{name}-{language}-{width}");
        }

        await page.GotoAsync("/account/register");
        await page.Locator("form:has([name='Form.Email']) button").ClickAsync();
        await Look.At(page, $"accounts-register-wrong-{language}-{width}");
    }

    [Fact]
    public async Task A_citizen_looks_after_their_account_without_script()
    {
        var page = await product.Visitor(script: false, width: 360);
        await page.GotoAsync("/demo/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Meera Thomas" }).ClickAsync();
        await page.GotoAsync("/account");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Product.Pictures, "accounts-mine-360.png"), FullPage = true });

        await page.FillAsync("[name='Mobile.Value']", "98470 99887");
        await page.Locator("form:has([name='Mobile.Value']) button").ClickAsync();

        Assert.EndsWith("/account/codes", page.Url, StringComparison.Ordinal);
        Assert.Equal(2, await page.Locator("input[autocomplete=one-time-code]").CountAsync());
        await page.ScreenshotAsync(new() { Path = Path.Combine(Product.Pictures, "accounts-codes-360.png"), FullPage = true });
    }

    [Fact]
    public async Task An_invited_administrator_makes_a_passkey_and_signs_in_with_it()
    {
        var invited = await product.Command("admin", "invite", "--email", "browser@staff.example", "--name", "Anita Rao", "--public-url", product.Home.ToString());
        var page = await product.Visitor();
        var device = await page.Context.NewCDPSessionAsync(page);
        await device.SendAsync("WebAuthn.enable");
        await device.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new { protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true },
        });

        await page.GotoAsync(Link().Match(invited.Output).Value);
        await Look.At(page, "accounts-enrol-1280");
        await page.Locator("button[data-passkey]").ClickAsync();
        await page.WaitForURLAsync("**/admin/directory");
        await page.GotoAsync("/office/post");
        await Look.At(page, "accounts-post-1280");

        foreach (var (path, name) in new[] { ("/admin/staff", "staff"), ("/admin/staff/invite", "invite"), ("/admin/citizens/recover", "recover"), ("/office/prove", "prove"), ("/office/tokens", "tokens"), ("/office/sessions", "sessions") })
        {
            await page.GotoAsync(path);
            await Look.At(page, $"accounts-{name}-1280");
        }

        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/admin/staff");
        Assert.Contains("/office/sign-in", page.Url, StringComparison.Ordinal);
        await page.Locator("button[data-passkey]").ClickAsync();
        await page.WaitForURLAsync("**/admin/staff");

        await page.GotoAsync("/office/prove?back=/admin/citizens/recover");
        await page.Locator("button[data-passkey]").ClickAsync();
        await page.WaitForURLAsync("**/admin/citizens/recover");
    }

    [GeneratedRegex(@"http://\S+/office/enrol/\S+")]
    private static partial Regex Link();
}

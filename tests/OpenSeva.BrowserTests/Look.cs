using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace OpenSeva.BrowserTests;

/// <summary>What every page is looked at for.</summary>
internal static class Look
{
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<IBrowserContext, IPage> Twins = [];

    /// <summary>Keeps a picture, demands no accessibility violation (axe), no sideways scrolling and exactly one main heading.</summary>
    public static async Task At(IPage page, string name)
    {
        await Shape(page, name);
        await Axe(page, name);
    }

    /// <summary>Keeps a picture, demands no sideways scrolling and exactly one main heading.</summary>
    private static async Task Shape(IPage page, string name)
    {
        await Picture(page, name);
        Assert.Equal(1, await page.Locator("h1").CountAsync());
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{name} ({page.Url}) scrolls sideways by {overflow} px");
    }

    public static Task Picture(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Product.Pictures, $"{name}.png"), FullPage = true });

    /// <summary>The same, and axe on the same address with the same cookies in a browser with script, which axe needs.</summary>
    public static async Task AtTwin(IPage page, string name)
    {
        await Shape(page, name);
        var twin = await Twin(page);
        await twin.Context.ClearCookiesAsync();
        await twin.Context.AddCookiesAsync((await page.Context.CookiesAsync()).Select(cookie => new Cookie
        {
            Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path, HttpOnly = cookie.HttpOnly, Secure = cookie.Secure, SameSite = cookie.SameSite,
        }));
        await twin.GotoAsync(page.Url);
        await Axe(twin, name);
    }

    // One for each device without script: a new window for every look would cost more than the look.
    private static async Task<IPage> Twin(IPage page)
    {
        if (Twins.TryGetValue(page.Context, out var known)) return known;
        var context = await page.Context.Browser!.NewContextAsync(new() { ViewportSize = new() { Width = page.ViewportSize!.Width, Height = page.ViewportSize.Height } });
        var twin = await context.NewPageAsync();
        Twins.Add(page.Context, twin);
        return twin;
    }

    private static async Task Axe(IPage page, string name)
    {
        var found = await page.RunAxe();
        Assert.True(found.Violations.Length is 0, $"{name} ({page.Url}): " + string.Join("; ", found.Violations.Select(violation =>
            $"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Select(node => node.Html).Take(3))}")));
    }
}

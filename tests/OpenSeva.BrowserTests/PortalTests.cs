namespace OpenSeva.BrowserTests;

/// <summary>The first minute: pages anybody sees, in every language, on a phone and on a desk.</summary>
public sealed class PortalTests(Product product)
{
    [Theory]
    [InlineData("en", 1280)]
    [InlineData("hi", 360)]
    [InlineData("gu", 360)]
    [InlineData("ml", 360)]
    [InlineData("pa", 360)]
    public async Task The_portal_is_fit_to_be_seen(string language, int width)
    {
        var page = await product.Visitor(language, width: width);
        foreach (var (path, name) in new[] { ("/", "home"), ("/services?q=income", "search"), ("/services/income-certificate", "service"), ("/track", "track"), ("/no-such-page", "missing") })
        {
            await page.GotoAsync(path);
            await Look.At(page, $"portal-{name}-{language}-{width}");
        }
    }
}

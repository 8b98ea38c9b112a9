using Microsoft.Playwright;
using OpenSeva.BrowserTests.Journey;

namespace OpenSeva.BrowserTests;

/// <summary>An officer reads the documents beside the answers, with and without script.</summary>
public sealed class ViewerTests(Product product)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Documents_are_turned_over_beside_the_answers(bool script)
    {
        var page = await product.Visitor(script: script);
        await new Person(page, "en", 1280, script).SignInAs("Sajith Sreedharan", "Village Officer");
        await page.Locator("main a[href^='/office/cases/']").First.ClickAsync();
        await page.WaitForURLAsync("**/office/cases/**");
        var picture = page.Locator("[data-viewer] img");
        Assert.True(await picture.EvaluateAsync<bool>("image => image.decode().then(() => image.naturalWidth > 0)"));
        var first = await picture.GetAttributeAsync("src");
        if (script)
        {
            var (answers, viewer) = (await page.Locator(".beside > .sheet").First.BoundingBoxAsync(), await page.Locator("[data-viewer]").BoundingBoxAsync());
            Assert.True(answers!.X + answers.Width <= viewer!.X && answers.Y == viewer.Y, "the documents stand beside the answers");
        }

        await page.Locator("textarea[name=message]").FillAsync("Half a sentence");
        await page.Locator("[data-viewer] [rel=next]").ClickAsync();
        await Assertions.Expect(picture).Not.ToHaveAttributeAsync("src", first!);
        Assert.Contains("document=", page.Url, StringComparison.Ordinal);
        if (script)
        {
            Assert.Equal("Half a sentence", await page.Locator("textarea[name=message]").InputValueAsync());
            await Assertions.Expect(page.Locator("[data-viewer] [data-status]")).Not.ToBeEmptyAsync();
        }

        await page.GoBackAsync();
        await Assertions.Expect(picture).ToHaveAttributeAsync("src", first!);
    }
}

using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace OpenSeva.BrowserTests.Journey;

/// <summary>Somebody at a device: fills in forms by their fields' names, so that the language does not matter.</summary>
internal sealed partial class Person(IPage page, string language, int width, bool script = true)
{
    public IPage Page { get; } = page;

    public string Language { get; } = language;

    /// <summary>Signs in on the demonstration's page; <paramref name="post"/> tells officers with several posts apart.</summary>
    public async Task SignInAs(string name, string? post = null)
    {
        await Page.GotoAsync($"/demo/sign-in?lang={Language}");
        var buttons = post is null
            ? Page.Locator("button", new() { HasTextString = name })
            : Page.Locator("tr", new() { HasTextString = post }).Locator("button", new() { HasTextString = name });
        await buttons.First.ClickAsync();
    }

    public async Task Go(string path)
    {
        var answer = await Page.GotoAsync(path);
        Assert.True(answer is null or { Ok: true }, $"{path} answered {answer?.Status}");
    }

    /// <summary>What the page looks like, kept and examined.</summary>
    public Task Looks(string name) => script ? Look.At(Page, $"{name}-{Language}-{width}") : Look.AtTwin(Page, $"{name}-{Language}-{width}");

    /// <summary>A picture alone, of an answer to a form.</summary>
    public Task Shows(string name) => Look.Picture(Page, $"{name}-{Language}-{width}");

    public Task Type(string field, string value) => Page.Locator($"[name='{field}']").FillAsync(value);

    public Task Choose(string field, string value) => Page.Locator($"input[name='{field}'][value='{value}']").CheckAsync();

    public Task Pick(string field, string value, int place = 0) => Page.Locator($"select[name='{field}']").Nth(place).SelectOptionAsync(value);

    public async Task Date(string field, int day, int month, int year)
    {
        await Type($"{field}.Day", $"{day}");
        await Type($"{field}.Month", $"{month}");
        await Type($"{field}.Year", $"{year}");
    }

    /// <summary>A place, level by level: each choice brings the next list, with the button when there is no script.</summary>
    public async Task Place(string field, params string[] units)
    {
        for (var i = 0; i < units.Length; i++)
        {
            var list = Page.Locator($"select[name='{field}']").Nth(i);
            if (await Page.Locator($"select[name='{field}']").CountAsync() <= i) await Page.Locator($"button[name='{field}.next']").ClickAsync();
            await list.SelectOptionAsync(units[i]);
        }
    }

    /// <summary>Sends the page's form with its main button.</summary>
    public Task Continue() => Page.Locator("button[name='step'][value='continue']:not(.hidden)").First.ClickAsync();

    public Task Press(string form) => Page.Locator($"form:has(input[name='_handler'][value='{form}']) button:not([name])").First.ClickAsync();

    public Task<string> Text() => Page.Locator("main").InnerTextAsync();

    public Task<string> Heading() => Page.Locator("h1").InnerTextAsync();

    /// <summary>The first case number on the page.</summary>
    public async Task<string> Number() => CaseNumber().Match(await Page.Locator("main").InnerTextAsync()).Value;

    [GeneratedRegex(@"[A-Z]{3}-[A-Z0-9-]+-\d{4}(\d{2})?-\d{6}-[0-9A-Z]")]
    private static partial Regex CaseNumber();
}

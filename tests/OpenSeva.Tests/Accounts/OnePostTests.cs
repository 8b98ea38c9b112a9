using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Directory;
using OpenSeva.Tests.Cases;

namespace OpenSeva.Tests.Accounts;

/// <summary>Which post to act from.</summary>
public sealed class OnePostTests(CaseApp app) : IClassFixture<CaseApp>
{
    [Fact]
    public async Task Whoever_has_one_post_finds_it_chosen()
    {
        var officer = await app.Officer("village-officer", CaseApp.Village) with { PostId = null };
        var only = Assert.Single(await app.Read(services => services.GetRequiredService<IDirectory>().PostsOf(officer.Id!.Value, DateOnly.FromDateTime(app.Clock.GetUtcNow().Date), default)));
        var browser = new Payments.Browser(app.Client(officer));

        await browser.Open("/office/post");

        Assert.Equal(only.PostId.ToString(), Assert.Single(browser.Document.QuerySelectorAll("input[type=radio]:checked")).GetAttribute("value"));
    }
}

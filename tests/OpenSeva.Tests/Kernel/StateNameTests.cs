using Microsoft.Extensions.Configuration;
using OpenSeva.Commands;
using OpenSeva.Kernel;
using OpenSeva.Tests.Cases;

namespace OpenSeva.Tests.Kernel;

/// <summary>Whose portal it is.</summary>
public sealed class StateNameTests(CaseApp app) : IClassFixture<CaseApp>
{
    [Fact]
    public void One_name_stands_in_every_language()
    {
        var name = Configured(("state-name", " Kerala "));

        Assert.Equal(("Kerala", "Kerala"), (name!.In("en"), name.In("ml")));
    }

    [Fact]
    public void Each_language_may_have_its_own_and_the_others_read_english()
    {
        var name = Configured(("state-name:en", "Government of Kerala"), ("state-name:ml", "കേരള സർക്കാർ"));

        Assert.Equal(("Government of Kerala", "കേരള സർക്കാർ", "Government of Kerala"), (name!.In("en"), name.In("ml"), name.In("gu")));
    }

    [Fact]
    public void The_flag_wins_and_nothing_configured_is_nothing()
    {
        Assert.Equal(new LocalText("Punjab"), Flags.Name("Punjab", Section(("state-name:ml", "കേരള സർക്കാർ"))));
        Assert.Equal("കേരള സർക്കാർ", Configured(("state-name:ml", "കേരള സർക്കാർ"))!.In("en"));
        Assert.Null(Configured(("state-name", "  ")));
        Assert.Null(Configured());
    }

    [Theory]
    [InlineData("en", "Demonstration State")]
    [InlineData("ml", "മാതൃകാ സംസ്ഥാനം")]
    public async Task A_demonstration_says_whose_pages_these_are(string language, string name)
    {
        var page = await app.Client().GetStringAsync(new Uri($"/?lang={language}", UriKind.Relative));

        Assert.Contains($"<title>{name}</title>", System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    private static LocalText? Configured(params (string Key, string Value)[] given) => Flags.Name(null, Section(given));

    private static IConfigurationSection Section(params (string Key, string Value)[] given) => new ConfigurationBuilder()
        .AddInMemoryCollection(given.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value))).Build().GetSection("state-name");
}

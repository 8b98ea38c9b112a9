using OpenSeva.Catalogue.Search;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Definitions;
using OpenSeva.Tests.Definitions;

namespace OpenSeva.Tests.Catalogue;

public sealed class SearchTests
{
    private static readonly SearchIndex Index = new(
    [
        .. new[] { "local-government/trade-licence", "revenue/income-certificate", "social-justice/old-age-pension" }
            .Select(Samples.OfRepository).Select(reading => new PublishedService(reading.Definition!, reading.Texts)),
    ]);

    [Theory]
    [InlineData("income")]
    [InlineData("incom certifcate")]
    [InlineData("icnome")]
    [InlineData("varumana")]
    [InlineData("varumanam sertifikat")]
    [InlineData("വരുമാന")]
    [InlineData("വരുമനം")]
    [InlineData("आय प्रमाण")]
    [InlineData("aay praman patra")]
    [InlineData("आमदनी")]
    [InlineData("આવકનો દાખલો")]
    [InlineData("avak no dakhlo")]
    [InlineData("ਆਮਦਨ")]
    [InlineData("aamdan")]
    [InlineData("tahsildar")]
    public void Income_certificate_comes_first(string words) => First("income-certificate", words);

    [Theory]
    [InlineData("income", true)]
    [InlineData("incom certifcate", true)]
    [InlineData("certificate of income", true)]
    [InlineData("വരുമാന", true)]
    [InlineData("आय प्रमाण", true)]
    [InlineData("birth certificate", false)]
    [InlineData("marriage certificate", false)]
    public void What_is_about_some_of_the_words_only_is_known_for_it(string words, bool fits) =>
        Assert.Equal(fits, Index.Fits(Index.Find(words)[0], words));

    [Theory]
    [InlineData("pension")]
    [InlineData("penshun")]
    [InlineData("old age")]
    [InlineData("वृद्धावस्था")]
    [InlineData("vridha pension")]
    [InlineData("വാർദ്ധക്യ")]
    [InlineData("kshema penshan")]
    [InlineData("વૃદ્ધ")]
    [InlineData("ਬੁਢਾਪਾ")]
    [InlineData("budhapa")]
    public void Old_age_pension_comes_first(string words) => First("old-age-pension", words);

    [Theory]
    [InlineData("shop")]
    [InlineData("trade license")]
    [InlineData("tarde licence")]
    [InlineData("दुकान")]
    [InlineData("dukan")]
    [InlineData("vyapar licence")]
    [InlineData("വ്യാപാരം")]
    [InlineData("kada")]
    [InlineData("વેપાર")]
    [InlineData("ਵਪਾਰ")]
    [InlineData("FSSAI")]
    public void Trade_licence_comes_first(string words) => First("trade-licence", words);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("xyzzyplugh")]
    [InlineData("🙂")]
    [InlineData("' -- ;")]
    public void Words_about_nothing_find_nothing_or_little(string words) =>
        Assert.True(Index.Find(words).Count < 3);

    [Fact]
    public void Very_long_words_do_no_harm() => Index.Find(new string('क', 100_000));

    [Fact]
    public void Among_a_thousand_services_each_is_found_by_its_own_name()
    {
        var services = Thousand();
        var index = new SearchIndex(services);

        foreach (var service in services.Where((_, place) => place % 97 == 0))
        {
            Assert.Equal(service.Definition.Code, index.Find(service.Texts.In("en", TextKeys.Name))[0].Definition.Code);
        }
    }

    /// <summary>A thousand services with names of their own, made of the real ones.</summary>
    internal static IReadOnlyList<PublishedService> Thousand()
    {
        var real = Index.Services;
        string[] kinds = ["water", "birth", "building", "school", "ration", "vehicle", "forest", "fishing", "marriage", "pond"];
        string[] acts = ["connection", "registration", "permission", "renewal", "transfer", "correction", "inspection", "refund", "grant", "survey"];
        string[] kind = ["for farmers", "for women", "for students", "in towns", "in villages", "by post", "on loan", "for ever", "once", "again"];
        return
        [
            .. from a in kinds from b in acts from c in kind
               let model = real[(a.Length + b.Length + c.Length) % real.Count]
               let english = model.Texts.ByLanguage["en"].ToDictionary()
               let own = new Dictionary<string, string>(english) { [TextKeys.Name] = $"{a} {b} {c}", [TextKeys.Summary] = $"The {b} of a {a} {c}." }
               select new PublishedService(
                   model.Definition with { Code = $"{a}-{b}-{c.Replace(' ', '-')}", Keywords = [] },
                   new ServiceTexts(model.Texts.ByLanguage.ToDictionary(pair => pair.Key, pair => pair.Key is "en" ? own : pair.Value))),
        ];
    }

    private static void First(string code, string words) =>
        Assert.Equal(code, Index.Find(words) is [var best, ..] ? best.Definition.Code : null);
}

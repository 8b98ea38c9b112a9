using Microsoft.Playwright;

namespace OpenSeva.BrowserTests.Journey;

/// <summary>
/// The main job, as people do it: a citizen without JavaScript registers, applies, pays and answers an objection;
/// officers decide; the signed certificate lies in the locker and a stranger verifies it. Languages: <see cref="Sample"/>.
/// </summary>
public sealed class JourneyTests(Product product)
{
    private const string GivenFile = "demo/sample-document.pdf";
    private const string Service = "income-certificate";

    [Theory]
    [MemberData(nameof(Sample.Journeys), MemberType = typeof(Sample))]
    public async Task From_the_search_to_a_certificate_that_anybody_verifies(string language, int width)
    {
        var citizen = new Person(await product.Visitor(language, script: false, width), language, width, script: false);
        var mobile = await Register(citizen, language);
        await Apply(citizen);
        citizen = await OnAnotherDevice(citizen, language, width);
        await HandInDocuments(citizen);
        var number = await PayAndSend(citizen);

        await Object(number, language);
        await Answer(citizen, number);
        await Recommend(number, language);
        await Approve(number, language);

        var verify = await Locker(citizen, number);
        await ScansTo(citizen, verify);
        await Stranger(verify, number, mobile, language, width);
    }

    private async Task<string> Register(Person citizen, string language)
    {
        var mobile = $"98470{Random.Shared.Next(10000, 99999)}";
        await citizen.Go($"/services?q=income");
        await citizen.Looks("journey-01-search");
        await citizen.Go($"/services/{Service}");
        await citizen.Looks("journey-02-service");
        await citizen.Go($"/account/register?back=/services/{Service}/apply");
        await citizen.Type("Form.Name", "Asha Kurian");
        await citizen.Type("Form.Email", $"asha.{language}.{mobile}@citizen.example");
        await citizen.Type("Form.Mobile", mobile);
        await citizen.Looks("journey-03-register");
        await citizen.Press("register");

        var codes = await Codes($"asha.{language}.{mobile}@citizen.example", mobile);
        await citizen.Type("Form.First", codes.Email);
        await citizen.Type("Form.Second", codes.Mobile);
        await citizen.Looks("journey-04-codes");
        await citizen.Press("codes");
        return mobile;
    }

    /// <summary>Reads the codes where the demonstration shows what it would have sent.</summary>
    private async Task<(string Email, string Mobile)> Codes(string email, string mobile)
    {
        var page = await product.Visitor();
        for (var i = 0; i < 60; i++)
        {
            await page.GotoAsync("/demo/outbox");
            var messages = await page.Locator("article").AllInnerTextsAsync();
            var (byMail, byText) = (messages.FirstOrDefault(text => text.Contains(email, StringComparison.Ordinal)), messages.FirstOrDefault(text => text.Contains(mobile, StringComparison.Ordinal)));
            if (Code(byMail) is { } first && Code(byText) is { } second) return (first, second);
            await Task.Delay(500);
        }

        throw new InvalidOperationException("the codes were not sent");

        static string? Code(string? text) => text is null ? null
            : System.Text.RegularExpressions.Regex.Match(text, @"(?<!\d)\d{6}(?!\d)") is { Success: true } found ? found.Value : null;
    }

    private static async Task Apply(Person citizen)
    {
        await citizen.Go($"/services/{Service}/apply");
        await citizen.Looks("journey-05-start");
        await citizen.Press("start");

        // Something wrong first: the page says what, beside the field and above, and keeps what was typed.
        await citizen.Type("f.applicant-name", "Asha Kurian");
        await citizen.Date("f.birth-date", 31, 2, 1990);
        await citizen.Continue();
        Assert.Equal("Asha Kurian", await citizen.Page.Locator("[name='f.applicant-name']").InputValueAsync());
        Assert.True(await citizen.Page.Locator(".field.wrong").CountAsync() > 0);
        await citizen.Shows("journey-06-wrong");

        await citizen.Type("f.guardian-name", "Kurian");
        await citizen.Date("f.birth-date", 28, 2, 1990);
        await citizen.Choose("f.gender", "female");
        await citizen.Type("f.mobile", "9847012345");
        await citizen.Continue();

        await citizen.Type("f.house", "12 Temple Road");
        await citizen.Place("f.village", "S32", "D555", "T5601", "V627001");
        await citizen.Type("f.pin-code", "682024");
        await citizen.Choose("f.resident", "true");
        await citizen.Looks("journey-07-place");
        await citizen.Continue();

        await citizen.Choose("f.ration-card", "none");
        await citizen.Type("f.members.0.member-name", "Asha Kurian");
        await citizen.Choose("f.members.0.relation", "self");
        await citizen.Type("f.members.0.member-age", "36");
        await citizen.Type("f.members.0.member-income", "240000");
        await citizen.Continue();
    }

    /// <summary>Leaves, signs in elsewhere, and goes on with what was saved.</summary>
    private async Task<Person> OnAnotherDevice(Person before, string language, int width)
    {
        var state = await before.Page.Context.StorageStateAsync();
        var context = await product.Browser.NewContextAsync(new()
        {
            BaseURL = product.Home.ToString(), Locale = $"{language}-IN", JavaScriptEnabled = false, StorageState = state,
            ViewportSize = new() { Width = width, Height = 900 }, TimezoneId = "Asia/Kolkata",
        });
        context.SetDefaultTimeout(40_000);
        var citizen = new Person(await context.NewPageAsync(), language, width, script: false);
        await citizen.Go("/applications");
        await citizen.Looks("journey-08-draft-found");
        await citizen.Page.Locator("main .grid a").First.ClickAsync();
        // It goes on where it was left.
        Assert.EndsWith("/form/income", citizen.Page.Url, StringComparison.Ordinal);
        var draft = citizen.Page.Url.Split('/')[^3];
        await citizen.Choose("f.salaried", "false");
        await citizen.Choose("f.owns-land", "false");
        await citizen.Choose("f.has-business", "false");
        await citizen.Type("f.annual-income", "2,40,000");
        await citizen.Continue();
        await citizen.Choose("f.purpose", "scholarship");
        await citizen.Continue();
        return citizen;
    }

    private static async Task HandInDocuments(Person citizen)
    {
        foreach (var code in new[] { "identity-proof", "address-proof" })
        {
            await citizen.Page.Locator($"input[name='file.{code}']").SetInputFilesAsync(Path.Combine(Product.Root, GivenFile));
            // The second comes along with what leads on.
            if (code is "identity-proof") await citizen.Page.Locator($"button[value='add {code}']").ClickAsync();
        }

        await citizen.Looks("journey-09-documents");
        await citizen.Continue();
        await citizen.Looks("journey-10-check");
    }

    private static async Task<string> PayAndSend(Person citizen)
    {
        await citizen.Press("send");
        await citizen.Looks("journey-11-pay");
        var pay = new Uri(citizen.Page.Url).AbsolutePath;
        await citizen.Press("pay");
        await citizen.Choose("Form.Choice", "success");
        await citizen.Press("sandbox");
        for (var i = 0; i < 30 && await citizen.Number() is ""; i++)
        {
            await Task.Delay(500);
            await citizen.Go("/applications");
        }

        var number = await citizen.Number();
        Assert.NotEqual("", number);
        var sent = citizen.Page.Url;
        await citizen.Go($"{pay}/receipt");
        await citizen.Looks("journey-11-receipt");
        Assert.Contains("₹", await citizen.Text(), StringComparison.Ordinal);
        await citizen.Go(sent);
        await citizen.Page.GetByRole(AriaRole.Link, new() { Name = number }).First.ClickAsync();
        await citizen.Looks("journey-12-sent");
        await citizen.Go($"{citizen.Page.Url}/acknowledgement");
        await citizen.Looks("journey-13-acknowledgement");
        return number;
    }

    private async Task Object(string number, string language)
    {
        var officer = await Officer("Sajith Sreedharan", "Village Officer", language);
        await officer.Looks("journey-20-inbox");
        await Open(officer, number);
        await officer.Looks("journey-21-case");
        await officer.Go($"{officer.Page.Url}/actions/object");
        await officer.Looks("journey-22-object");
        await officer.Pick("point.Document.address-proof", "unreadable");
        await officer.Continue();
    }

    private static async Task Answer(Person citizen, string number)
    {
        await citizen.Go("/applications");
        await citizen.Page.GetByRole(AriaRole.Link, new() { Name = number }).First.ClickAsync();
        await citizen.Looks("journey-14-objection");
        Assert.Contains(Wording.Of("Cases", "cases.objection.paused", citizen.Language), await citizen.Text(), StringComparison.Ordinal);
        await citizen.Go($"{citizen.Page.Url}/answer");
        await citizen.Looks("journey-15-answer");
        await citizen.Page.Locator("input[name='file.address-proof']").SetInputFilesAsync(Path.Combine(Product.Root, GivenFile));
        await citizen.Continue();
    }

    private async Task Recommend(string number, string language)
    {
        var officer = await Officer("Sajith Sreedharan", "Village Officer", language);
        await Open(officer, number);
        await officer.Go($"{officer.Page.Url}/actions/recommend");
        var today = TimeZoneInfo.ConvertTimeBySystemTimeZoneId(TimeProvider.System.GetUtcNow(), "Asia/Kolkata");
        await officer.Date("f.enquiry-date", today.Day, today.Month, today.Year);
        await officer.Type("f.assessed-income", "240000");
        await officer.Type("f.enquiry-report", "Visited the house and asked the neighbours. The stated income is right.");
        await officer.Continue();
    }

    private async Task Approve(string number, string language)
    {
        var officer = await Officer("Rekha Chacko", "Tahsildar", language);
        await Open(officer, number);
        await officer.Go($"{officer.Page.Url}/actions/approve");
        await officer.Looks("journey-23-approve");
        await officer.Continue();
        await officer.Looks("journey-24-decided");
    }

    private async Task<Person> Officer(string name, string post, string language)
    {
        var page = await product.Visitor(language);
        await new Person(page, "en", 1280).SignInAs(name, post);
        var officer = new Person(page, language, 1280);
        await officer.Go($"/office/inbox?lang={language}");
        return officer;
    }

    private static async Task Open(Person officer, string number)
    {
        await officer.Go($"/office/inbox?q={number}");
        await officer.Page.GetByRole(AriaRole.Link, new() { Name = number }).First.ClickAsync();
    }

    private static async Task<string> Locker(Person citizen, string number)
    {
        for (var i = 0; i < 40; i++)
        {
            await citizen.Go("/locker");
            if (await citizen.Page.Locator("main a[href^='/locker/']").CountAsync() > 0) break;
            await Task.Delay(500);
        }

        await citizen.Looks("journey-30-locker");
        await citizen.Page.Locator("main a[href^='/locker/']").First.ClickAsync();
        await citizen.Looks("journey-31-document");
        await citizen.Go("/inbox");
        await citizen.Looks("journey-32-inbox");
        await citizen.Go("/locker");
        await citizen.Page.Locator("main a[href^='/locker/']").First.ClickAsync();
        return (await citizen.Page.Locator("a[href*='/verify/']").First.GetAttributeAsync("href"))!;
    }

    /// <summary>The code on the printed certificate leads to the page that the locker shows.</summary>
    private async Task ScansTo(Person citizen, string verify)
    {
        var download = await citizen.Page.Locator("main a[href^='/files/']").First.GetAttributeAsync("href");
        var file = await citizen.Page.APIRequest.GetAsync(download!);
        Assert.Equal(new Uri(product.Home, verify), new Uri(await Paper.CodeOn(await file.BodyAsync())));
    }

    private async Task Stranger(string verify, string number, string mobile, string language, int width)
    {
        var stranger = new Person(await product.Visitor(language, script: false, width), language, width, script: false);
        await stranger.Go(verify);
        await stranger.Looks("journey-33-verify");
        Assert.Contains(Wording.Of("Documents", "documents.verify.InForce", language), await stranger.Text(), StringComparison.Ordinal);
        Assert.Contains("A••• K•••", await stranger.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("Asha Kurian", await stranger.Text(), StringComparison.Ordinal);
        await stranger.Go("/track");
        await stranger.Type("number", number);
        await stranger.Type("digits", mobile[^4..]);
        await stranger.Press("track");
        await stranger.Looks("journey-34-track");
        Assert.Contains(number, await stranger.Text(), StringComparison.Ordinal);
    }
}

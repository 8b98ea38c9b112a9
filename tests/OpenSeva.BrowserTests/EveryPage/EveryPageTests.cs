using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace OpenSeva.BrowserTests.EveryPage;

/// <summary>
/// Every page of the product, looked at by somebody who may see it, on a phone and on a desk, in a language that
/// changes from page to page. A page without a look fails the test.
/// </summary>
public sealed partial class EveryPageTests(Product product)
{
    private const string Citizen = "Meera Thomas", Officer = "Sajith Sreedharan|Village Officer", Decider = "Rekha Chacko|Tahsildar",
        Admin = "Anjali Nambiar", Head = "Chandran Sreedharan", Auditor = "Bindu Chacko", Anybody = "";
    private const int FirstVisit = 100_000, NextVisit = 25_000;
    private static readonly string[] Tongues = ["ml", "pa", "hi", "gu", "en"];

    private readonly Scene scene = new(product);
    private readonly HashSet<string> looked = [];
    private readonly List<string> wrong = [];
    private readonly Dictionary<IPage, Weight> weights = [];
    private long assets;
    private int count;

    [Fact]
    public async Task Every_page_is_fit_to_be_seen()
    {
        var began = Stopwatch.StartNew();
        assets = await Assets();
        foreach (var part in new[] { Portal, Applying, Deciding, Running })
        {
            try
            {
                await part();
            }
            catch (Exception error) when (error is PlaywrightException or InvalidOperationException or TimeoutException or Xunit.Sdk.XunitException)
            {
                wrong.Add($"{part.Method.Name}: {error.Message}");
            }
        }

        wrong.AddRange(Routes.All().Except(looked).Select(route => $"{route}: nobody looked at this page"));
        TestContext.Current.SendDiagnosticMessage($"{count} looks in {began.Elapsed.TotalSeconds:0} s");
        Assert.True(wrong.Count is 0, string.Join("\n", wrong));
    }

    private async Task Portal()
    {
        await Look("/", Anybody);
        await Look("/services", Anybody, "/services?q=income");
        await Look("/services/{Code}", Anybody, "/services/trade-licence");
        foreach (var path in new[] { "/track", "/verify", "/account/sign-in", "/account/register", "/office/sign-in", "/demo/sign-in", "/demo/outbox", "/design", "/design/form", "/design/office" }) await Look(path, Anybody);
        var invited = await product.Command("admin", "invite", "--email", "every.page@staff.example", "--name", "Anita Rao", "--public-url", product.Home.ToString());
        await Look("/office/enrol/{Secret}", Anybody, new Uri(Enrolment().Match(invited.Output).Value).AbsolutePath);

        var stranger = await scene.Device(Anybody);
        await stranger.GotoAsync("/account/register");
        var form = new Journey.Person(stranger, "en", 360);
        await form.Type("Form.Name", "Asha Kurian");
        await form.Type("Form.Email", "every.page@citizen.example");
        await form.Type("Form.Mobile", "9847099999");
        await form.Press("register");
        await Look("/account/codes", Anybody);
    }

    private async Task Applying()
    {
        await Look("/services/{Code}/apply", Citizen, "/services/income-certificate/apply");
        var begun = await scene.Draft(Citizen, complete: false);
        await Look("/applications/{Id:guid}/form/{Page}", Citizen, $"/applications/{begun}/form/family");
        await Look("/applications/{Id:guid}/documents", Citizen, $"/applications/{begun}/documents");
        await Look("/applications", Citizen);

        var id = await scene.Draft(Citizen, complete: true);
        await Look("/applications/{Id:guid}/check", Citizen, $"/applications/{id}/check");
        await Look("/applications/{Id:guid}/discard", Citizen, $"/applications/{id}/discard");
        var owed = (await scene.Post(Citizen, $"/api/v1/drafts/{id}/submission", new { })).GetProperty("payPath").GetString()!;
        await Look("/pay/{DemandId:guid}", Citizen, owed);
        await Look("/sandbox-gateway/upi/{DemandId:guid}", Citizen, await scene.Reach(Citizen, owed, "/sandbox-gateway/upi/{id}.*"));
        var demand = owed.Split('/')[^1];
        var citizen = new Journey.Person(await scene.Device(Citizen), "en", 360);
        await citizen.Go(owed);
        await citizen.Press("pay");
        await Look("/sandbox-gateway/{OrderId:guid}", Citizen, new Uri(citizen.Page.Url).PathAndQuery);
        await citizen.Choose("Form.Choice", "success");
        await citizen.Press("sandbox");
        application = await Scene.Soon(async () => (await scene.Get(Citizen, "/api/v1/cases")).GetProperty("items").EnumerateArray().Select(line => line.GetProperty("id").GetString()).FirstOrDefault(one => one == id.ToString()));
        await Look("/pay/{DemandId:guid}/receipt", Citizen, $"/pay/{demand}/receipt");

        foreach (var page in new[] { "", "/acknowledgement", "/withdraw" }) await Look($"/applications/{{Id:guid}}{page}", Citizen, $"/applications/{application}{page}");
        await Look("/cases/{CaseId:guid}/clock", Citizen, $"/cases/{application}/clock");
        var number = (await scene.Get(Citizen, $"/api/v1/cases/{application}")).GetProperty("number").GetString()!;
        var stranger = await scene.Device(Anybody);
        await stranger.GotoAsync($"/track?number={number}");
        var form = new Journey.Person(stranger, "en", 360);
        await form.Type("digits", "2345");
        await form.Press("track");
        await Look("/track/{Pass}", Anybody, new Uri(stranger.Url).PathAndQuery);
    }

    private string application = "";

    private async Task Deciding()
    {
        await Look("/office", Officer);
        await Look("/office/inbox", Officer);
        await Look("/office/cases/{Id:guid}", Officer, $"/office/cases/{application}");
        await Look("/office/cases/{Id:guid}/actions/{Code}", Officer, $"/office/cases/{application}/actions/object");
        await scene.Post(Officer, $"/api/v1/cases/{application}/actions/object", new { points = new[] { new { kind = "document", target = "address-proof", reason = "unreadable" } } });
        await Look("/applications/{Id:guid}/answer", Citizen, $"/applications/{application}/answer");
        await Look("/office/cases/{Id:guid}/end-objection", Officer, $"/office/cases/{application}/end-objection");

        await scene.Post(Officer, $"/api/v1/cases/{application}/objection/end", new { remarks = "It is readable after all." });
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(TimeProvider.System.GetUtcNow(), "Asia/Kolkata").DateTime);
        await scene.Post(Officer, $"/api/v1/cases/{application}/actions/recommend", new { fields = new Dictionary<string, object> { ["enquiry-date"] = today.ToString("O", System.Globalization.CultureInfo.InvariantCulture), ["assessed-income"] = 24000000, ["enquiry-report"] = "Visited the house." } });
        await scene.Post(Decider, $"/api/v1/cases/{application}/actions/approve", new { });
        var issued = await Scene.Soon(async () => (await scene.Get(Citizen, $"/api/v1/cases/{application}")).GetProperty("issued").EnumerateArray().Select(one => (JsonElement?)one).FirstOrDefault());
        await Look("/locker", Citizen);
        var kept = await scene.Reach(Citizen, "/locker", "/locker/{id}");
        await Look("/locker/{Id:guid}", Citizen, kept);
        await Look("/verify/{Token}", Anybody, issued!.Value.GetProperty("verifyPath").GetString()!);
        var shared = await scene.Post(Citizen, $"/api/v1/issued/{kept.Split('/')[^1]}/shares", new { days = 1 });
        await Look("/shared/{Token}", Anybody, new Uri(product.Home, shared.GetProperty("path").GetString()!).AbsolutePath);
        await Look("/applications/{Id:guid}/correct", Citizen, $"/applications/{application}/correct");
        await Look("/office/issued/{Id:guid}", Decider, await scene.Reach(Decider, $"/office/cases/{application}", "/office/issued/{id}"));
        await Look("/office/cases", Auditor);
        await Look("/office/cases/{Id:guid}/audit", Auditor, $"/office/cases/{application}/audit");
        await Look("/inbox", Citizen);
        await Look("/account", Citizen);
    }

    private async Task Running()
    {
        await Look("/office/insight", Head);
        await Look("/office/insight/cases", Head, await scene.Reach(Head, "/office/insight", "/office/insight/cases.*what=Pending"));
        foreach (var path in new[] { "/office/post", "/office/prove", "/office/sessions", "/office/tokens", "/admin/staff", "/admin/staff/invite", "/admin/citizens/recover", "/admin/retention" }) await Look(path, path.StartsWith("/office/p", StringComparison.Ordinal) ? Officer : Admin);
        await Look("/admin/staff/{Id:guid}", Admin, await scene.Reach(Admin, "/admin/staff", "/admin/staff/{id}-.+"));
        foreach (var route in Routes.All().Where(route => route.StartsWith("/admin/directory", StringComparison.Ordinal)))
        {
            var shape = Parameter().Replace(route, match => match.Groups[1].Value is "Code" ? "(?!new$)[^/?#]+" : "[0-9a-f-]{36}");
            await Look(route, Admin, route.Contains('{', StringComparison.Ordinal) ? await scene.Reach(Admin, Start(route), shape, "/admin/directory/(offices|posts|departments|calendars|changes$)") : route);
        }

        static string Start(string route) => route.Contains("/areas/", StringComparison.Ordinal) ? "/admin/directory/areas?under=V627001"
            : route.Contains("/calendars/", StringComparison.Ordinal) ? "/admin/directory/calendars" : route.Contains("/departments/", StringComparison.Ordinal) ? "/admin/directory/departments"
            : route.Contains("/changes/", StringComparison.Ordinal) ? "/admin/directory/changes" : "/admin/directory/offices";
    }

    /// <summary>Opens a page as somebody and looks at it in both widths; what is wrong is kept until all pages were seen.</summary>
    private async Task Look(string route, string who, string? path = null)
    {
        looked.Add(route);
        var (page, language) = (await scene.Device(who), Tongues[count++ % Tongues.Length]);
        var at = path ?? route;
        var name = $"every-{count:00}-{route.Trim('/').Replace('/', '-').Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal).Replace(":guid", "", StringComparison.Ordinal)}-{language}";
        void Say(string what) => wrong.Add($"{route} ({language}, {who}): {what}");

        // Nothing may be in motion while it is looked at.
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await page.SetViewportSizeAsync(360, 900);
        var weight = await WeightOf(page);
        weight.Begin();
        var answer = await page.GotoAsync($"{at}{(at.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}");
        if (answer is not { Status: 200 }) Say($"answered {answer?.Status}");
        if (new Uri(page.Url).AbsolutePath != new Uri(product.Home, at).AbsolutePath) Say($"led to {page.Url}");
        if (who is Citizen or Anybody && (weight.Bytes > NextVisit || weight.Bytes + assets > FirstVisit)) Say($"weighs {weight.Bytes} bytes, {weight.Bytes + assets} at the first visit");

        foreach (var width in new[] { 360, 1280 })
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.ScreenshotAsync(new() { Path = Path.Combine(Product.Pictures, $"{name}-{width}.jpg"), FullPage = true, Type = ScreenshotType.Jpeg, Quality = 70 });
            var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (over > 0) Say($"scrolls sideways by {over} px at {width}");
            if (count % 2 == (width is 360 ? 0 : 1)) await Axe(page, Say);
        }

        if (await page.Locator("h1").CountAsync() is not 1) Say("has not one main heading");
        if (await page.EvaluateAsync<string>("document.documentElement.lang") != language) Say("is in another language");
        foreach (Match key in Key().Matches(await page.Locator("body").InnerTextAsync())) Say($"shows the key {key.Value}");
    }

    private static async Task Axe(IPage page, Action<string> say)
    {
        foreach (var violation in (await page.RunAxe()).Violations)
            say($"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Select(node => node.Html).Take(3))}");
    }

    /// <summary>What a first visit brings besides the page itself.</summary>
    private async Task<long> Assets()
    {
        var page = await product.Visitor(width: 360);
        var weight = await WeightOf(page);
        weight.Begin();
        await page.GotoAsync("/", new() { WaitUntil = WaitUntilState.NetworkIdle });
        var first = weight.Bytes;
        weight.Begin();
        await page.GotoAsync("/", new() { WaitUntil = WaitUntilState.NetworkIdle });
        return first - weight.Bytes;
    }

    private async Task<Weight> WeightOf(IPage page) => weights.TryGetValue(page, out var known) ? known : weights[page] = await Weight.Of(page);

    /// <summary>Bytes over the wire since the last look, headers too.</summary>
    private sealed class Weight
    {
        private long bytes;

        public long Bytes => Interlocked.Read(ref bytes);

        public static async Task<Weight> Of(IPage page)
        {
            var weight = new Weight();
            var wire = await page.Context.NewCDPSessionAsync(page);
            wire.Event("Network.loadingFinished").OnEvent += (_, end) => Interlocked.Add(ref weight.bytes, (long)(end?.GetProperty("encodedDataLength").GetDouble() ?? 0));
            await wire.SendAsync("Network.enable");
            return weight;
        }

        public void Begin() => Interlocked.Exchange(ref bytes, 0);
    }

    [GeneratedRegex(@"\{(\w+)(?::guid)?\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"http://\S+/office/enrol/\S+")]
    private static partial Regex Enrolment();

    // A sentence that has no words in a language shows its key.
    [GeneratedRegex(@"\b(accounts|answer|cases|catalogue|clock|desk|directory|documents|insight|kernel|notices|payments|refusal|ui)\.[a-z][a-z-]*(\.[A-Za-z0-9-]+)*\b(?!@)")]
    private static partial Regex Key();
}

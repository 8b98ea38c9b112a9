using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Catalogue.Versions;
using OpenSeva.Definitions;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Cases;

/// <summary>The pension with two more questions: a passbook to be uploaded, and heirs with a proof each.</summary>
public sealed class FileFieldApp : CaseApp
{
    private const string PayBy = "      - { code: pay-by, type: choice, required: true, options: [bank, post-office, home] }\n";

    private const string Files = """
              - { code: passbook, type: file, required: true, accept: [jpeg, png], max-megabytes: 1, max-pages: 1 }
              - code: heirs
                type: group
                max: 3
                fields:
                  - { code: heir-name, type: person-name, required: true }
                  - { code: heir-proof, type: file, accept: [pdf, png], max-megabytes: 1, max-pages: 1 }

        """;

    protected override async Task Prepare()
    {
        await base.Prepare();
        var root = System.IO.Directory.CreateTempSubdirectory("openseva-files-");
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(root.FullName, "social-justice", "with-files")).FullName;
        foreach (var (name, text) in ServiceFiles.FromFolder(Path.Combine(Definitions.Samples.Root, "services/social-justice/old-age-pension")).Content)
        {
            var changed = text.Replace("code: old-age-pension", "code: with-files", StringComparison.Ordinal).Replace(PayBy, PayBy + Files, StringComparison.Ordinal);
            foreach (var (language, word) in new[] { ("en", "Paper"), ("hi", "काग़ज़"), ("gu", "કાગળ"), ("ml", "രേഖ"), ("pa", "ਕਾਗਜ਼") })
            {
                if (name != ServiceFiles.Texts(language)) continue;
                var labels = string.Concat(new[] { "passbook", "heirs", "heir-name", "heir-proof" }.Select(code => $"  {code}: {{ label: {word} }}\n"));
                changed = changed.Replace("\nfields:\n", $"\nfields:\n{labels}", StringComparison.Ordinal);
            }

            File.WriteAllText(Path.Combine(folder, name), changed);
        }

        var outcome = Assert.Single(await Read(services => services.GetRequiredService<Publication>().Below(root.FullName, default)));
        Assert.True(outcome.State is PublicationState.Published, string.Join('\n', outcome.Mistakes));
        root.Delete(recursive: true);
    }
}

/// <summary>Questions answered with a file, on pages and over the API.</summary>
public sealed class FileFieldTests(FileFieldApp app) : IClassFixture<FileFieldApp>
{
    [Fact]
    public async Task A_file_given_on_the_page_is_kept_sent_and_read_by_the_desk()
    {
        var actor = CaseApp.Citizen();
        var (citizen, browser) = (app.As(actor), new Browser(app.Client(actor)));
        var id = await Draft(citizen);
        await browser.Open($"/applications/{id}/form/payment");

        await browser.Send("page", [], ("f.pay-by", "home"), ("step", "continue"));
        Assert.Contains("/form/payment", browser.Path, StringComparison.Ordinal);
        await browser.Send("page", [("f.passbook", CaseApp.Picture)], ("f.pay-by", "home"), ("step", "add f.heirs"));
        Assert.Contains("passbook.png", browser.Text, StringComparison.Ordinal);
        await browser.Send("page", [("f.heirs.0.heir-proof", CaseApp.Picture)], ("f.pay-by", "home"), ("f.heirs.0.heir-name", "Anil"), ("step", "continue"));

        Assert.Contains("/documents", browser.Path, StringComparison.Ordinal);
        var answers = (await citizen.Get($"/api/v1/drafts/{id}"))["answers"]!;
        await Send(citizen, id);
        var view = await citizen.Get($"/api/v1/cases/{id}");
        Assert.Superset(new HashSet<string> { "passbook", "heir-proof" }, view["documents"]!.AsArray().Select(document => document!["code"]!.GetValue<string>()).ToHashSet());
        var officer = await app.Officer("panchayat-secretary", CaseApp.Panchayat);
        var file = await app.Client(officer).GetAsync(new Uri(view["documents"]!.AsArray().Single(document => document!["upload"]!.GetValue<string>() == answers["passbook"]!.GetValue<string>())!["path"]!.GetValue<string>(), UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        var desk = new Browser(app.Client(officer));
        await desk.Open($"/office/cases/{id}");
        Assert.Contains("heir-proof.png", desk.Text, StringComparison.Ordinal);
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task A_file_that_may_not_stand_there_is_said_beside_its_question_and_nothing_typed_is_lost()
    {
        var actor = CaseApp.Citizen();
        var (citizen, browser) = (app.As(actor), new Browser(app.Client(actor)));
        var id = await Draft(citizen);
        await browser.Open($"/applications/{id}/form/payment");

        await browser.Send("page", [("f.passbook", "no picture"u8.ToArray())], ("f.pay-by", "post-office"), ("f.post-account", "123456789"), ("step", "continue"));

        Assert.NotNull(browser.Document.QuerySelector("#f-passbook[aria-invalid=true]"));
        Assert.NotNull(browser.Document.QuerySelector("input[value=post-office][checked]"));
    }

    [Fact]
    public async Task Over_the_API_only_ones_own_file_within_the_limits_is_an_answer()
    {
        var (citizen, stranger) = (app.As(CaseApp.Citizen()), app.As(CaseApp.Citizen()));
        var id = await Draft(citizen);
        var (own, foreign) = (await CaseApp.Upload(citizen), await CaseApp.Upload(stranger));

        foreach (var wrong in new[] { foreign.ToString(), Guid.CreateVersion7().ToString(), "passbook" })
            Assert.Contains("\"passbook\"", await (await citizen.Try(HttpMethod.Put, $"/api/v1/drafts/{id}/pages/payment", Page(wrong))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await citizen.Try(HttpMethod.Put, $"/api/v1/drafts/{id}/pages/payment", Page(own.ToString()))).StatusCode);
        await Send(citizen, id);
        var officer = app.As(await app.Officer("panchayat-secretary", CaseApp.Panchayat));
        await officer.Post($"/api/v1/cases/{id}/actions/object", new { points = new[] { new { kind = "field", target = "passbook", reason = "unreadable" } } });
        var better = await CaseApp.Upload(citizen);

        await citizen.Post($"/api/v1/cases/{id}/objection/answer", new { answers = new JsonObject { ["passbook"] = better.ToString() } });

        var documents = (await officer.Get($"/api/v1/cases/{id}"))["documents"]!.AsArray().Where(document => document!["code"]!.GetValue<string>() is "passbook");
        Assert.Equal([better], documents.Select(document => document!["upload"]!.GetValue<Guid>()));
    }

    private static System.Net.Http.Json.JsonContent Page(string passbook) =>
        System.Net.Http.Json.JsonContent.Create(new { answers = new JsonObject { ["pay-by"] = "home", ["passbook"] = passbook } });

    private static async Task<Guid> Draft(Api citizen)
    {
        var pages = CaseApp.PensionPages("Lakshmi Amma", CaseApp.Panchayat).Where(page => page.Item1 is not "payment");
        return await CaseApp.Draft(citizen, "with-files", pages);
    }

    private static async Task Send(Api citizen, Guid id)
    {
        foreach (var document in new[] { "age-proof", "identity-proof", "residence-proof", "income-certificate-copy" }) await CaseApp.Attach(citizen, id, document);
        await citizen.Post($"/api/v1/drafts/{id}/submission", new { });
    }
}

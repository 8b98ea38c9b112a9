using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Documents;
using OpenSeva.Documents;
using OpenSeva.Documents.Certificates;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;
using OpenSeva.Tests.Pdf;

namespace OpenSeva.Tests.Documents;

/// <summary>From the approval to the signed paper in the locker, and what may happen to it afterwards.</summary>
public sealed class IssueTests(Shelf shelf) : IClassFixture<Shelf>, IDisposable
{
    private readonly Peer peer = new();
    private readonly Guid citizen = Guid.CreateVersion7();

    [Theory, InlineData("hi"), InlineData("gu"), InlineData("ml"), InlineData("pa"), InlineData("en")]
    public async Task An_approval_puts_a_signed_certificate_in_the_locker(string language)
    {
        var document = await shelf.Issue(citizen, language);
        var file = peer.File("c.pdf", await shelf.FileOf(document));

        Assert.Matches(@"^INC-C/EKM-T1/2026/\d{6}-[0-9A-Z]$", document.Number);
        var verdict = peer.Run("pdfsig", "-nocert", file);
        Assert.Contains("Signature is Valid", verdict, StringComparison.Ordinal);
        Assert.Contains("Total document signed", verdict, StringComparison.Ordinal);

        var text = peer.Run("pdftotext", "-raw", file, "-").ReplaceLineEndings(" ");
        Assert.Contains(document.Number, text, StringComparison.Ordinal);
        Assert.Contains("ലക്ഷ്മി കൃഷ്ണൻകുട്ടി", text, StringComparison.Ordinal);
        Assert.Contains("1,08,000", text, StringComparison.Ordinal);
        Assert.DoesNotContain("1,20,000", text, StringComparison.Ordinal);
        Assert.Contains(document.Title.In(language), text, StringComparison.Ordinal);
        Assert.Contains(document.Title.En, text, StringComparison.Ordinal);
        Assert.DoesNotContain("{", text, StringComparison.Ordinal);

        Assert.Matches(@"Pages:\s+1\n", peer.Run("pdfinfo", file));
        peer.Run("pdftoppm", "-r", "150", "-png", "-singlefile", file, peer.PathOf("page"));
        Assert.StartsWith($"http://localhost/verify/{document.Token}", peer.Run("zbarimg", "--quiet", "--raw", peer.PathOf("page.png")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approval_told_twice_issues_once()
    {
        var happened = await shelf.Approve(citizen, "ml", "അനിൽ", null);
        await shelf.Settle();
        var first = await shelf.DocumentOf(happened.CaseId);

        // The relay died after the work and before it noted so.
        await shelf.Read(async services =>
        {
            services.GetRequiredService<Acting>().Key = new RequestKey("again", [1]);
            await services.GetRequiredService<IssueOnApproval>().Handle(happened, default);
            return true;
        });

        Assert.Equal(first.Hash, (await shelf.DocumentOf(happened.CaseId)).Hash);
    }

    [Fact]
    public async Task Certificates_of_one_office_are_numbered_without_gap()
    {
        var numbers = new List<int>();
        for (var i = 0; i < 3; i++) numbers.Add(int.Parse((await shelf.Issue(citizen)).Number.Split('/', '-')[^2], System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal([numbers[0], numbers[0] + 1, numbers[0] + 2], numbers);
    }

    [Fact]
    public async Task A_refused_application_issues_nothing()
    {
        var happened = await shelf.Approve(citizen, "ml", "അനിൽ", null) with { Approved = false, CaseId = Guid.CreateVersion7() };

        await shelf.Read(async services =>
        {
            await services.GetRequiredService<IssueOnApproval>().Handle(happened, default);
            return true;
        });

        Assert.False(await shelf.Read(services => services.GetRequiredService<DocumentsDb>().Issued.AnyAsync(document => document.CaseId == happened.CaseId)));
    }

    [Fact]
    public async Task Anybody_who_scans_the_code_sees_that_it_is_genuine_and_for_whom_but_not_the_whole_name()
    {
        var document = await shelf.Issue(citizen, name: "Lakshmi Nair");

        var found = await shelf.Client().GetFromJsonAsync<JsonElement>($"/api/v1/verify/{document.Token}");
        var page = await shelf.Client().GetStringAsync($"/verify/{document.Token}");

        Assert.Equal("in-force", found.GetProperty("state").GetString());
        Assert.Equal("L••• N•••", found.GetProperty("holder").GetString());
        Assert.Equal(document.Number, found.GetProperty("number").GetString());
        Assert.Contains("Genuine and in force", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Lakshmi", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await shelf.Client().GetAsync("/api/v1/verify/AAAAAAAAAAAAAAAAAAAAAA")).StatusCode);
        Assert.Contains("No document bears this code", await shelf.Client().GetStringAsync("/verify/short"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_typed_off_the_paper_leads_to_the_record_as_it_is_printed_or_only_its_end()
    {
        var document = await shelf.Issue(citizen);
        var visitor = shelf.Client();
        foreach (var typed in new[] { document.Token, $" {document.Token[..8]} {document.Token[8..]}\n", $"http://localhost/verify/{document.Token}", $"localhost/verify/{document.Token}/" })
        {
            using var answer = await visitor.GetAsync($"/verify?code={Uri.EscapeDataString(typed)}");
            Assert.Equal((HttpStatusCode.Redirect, $"/verify/{document.Token}"), (answer.StatusCode, answer.Headers.Location?.OriginalString.Replace("http://localhost", "", StringComparison.Ordinal)));
        }

        Assert.Contains("<form method=\"get\" action=\"/verify\"", await visitor.GetStringAsync("/verify"), StringComparison.Ordinal);
        var wrong = await visitor.GetStringAsync("/verify?code=%3Cb%3EINC-C");
        Assert.Contains("""<p class="error" id="code-error">""", wrong, StringComparison.Ordinal);
        Assert.Contains("This is no code of a certificate", wrong, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>INC-C", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_document_says_so_at_once_and_why()
    {
        var document = await shelf.Issue(citizen);
        var officer = shelf.Client(await shelf.Officer());

        var revoked = await Post(officer, $"/api/v1/issued/{document.Id}/revocation", new { reason = "issued-in-error" });

        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        var found = await shelf.Client().GetFromJsonAsync<JsonElement>($"/api/v1/verify/{document.Token}");
        Assert.Equal("revoked", found.GetProperty("state").GetString());
        Assert.Equal("It was issued in error.", found.GetProperty("reasonText").GetString());
        Assert.Equal(HttpStatusCode.Conflict, (await Post(officer, $"/api/v1/issued/{document.Id}/revocation", new { reason = "court-order" })).StatusCode);
    }

    [Fact]
    public async Task Only_the_issuing_post_revokes_and_only_for_a_known_reason()
    {
        var document = await shelf.Issue(citizen);
        var stranger = (await shelf.Officer()) with { PostId = Guid.CreateVersion7() };

        Assert.Equal(HttpStatusCode.NotFound, (await Post(shelf.Client(stranger), $"/api/v1/issued/{document.Id}/revocation", new { reason = "court-order" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Post(shelf.Client(Shelf.Citizen(citizen)), $"/api/v1/issued/{document.Id}/revocation", new { reason = "court-order" })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Post(shelf.Client(await shelf.Officer()), $"/api/v1/issued/{document.Id}/revocation", new { reason = "no" })).StatusCode);
        Assert.Null((await shelf.DocumentOf(document.CaseId)).RevokedAt);
    }

    [Fact]
    public async Task A_head_revokes_the_own_department_s_documents_and_no_other_s()
    {
        var document = await shelf.Issue(citizen);
        var head = (await shelf.Officer()) with { PostId = Guid.CreateVersion7(), Grants = [Grant.DepartmentHead] };
        var path = $"/api/v1/issued/{document.Id}/revocation";

        Assert.Equal(HttpStatusCode.NotFound, (await Post(shelf.Client(head with { Department = "social-justice" }), path, new { reason = "court-order" })).StatusCode);
        Assert.Null((await shelf.DocumentOf(document.CaseId)).RevokedAt);
        Assert.Equal(HttpStatusCode.OK, (await Post(shelf.Client(head), path, new { reason = "court-order" })).StatusCode);
    }

    [Fact]
    public async Task A_correction_takes_the_place_of_what_it_corrects()
    {
        var wrong = await shelf.Issue(citizen, name: "ലക്ഷമി");

        var right = await shelf.Issue(citizen, corrects: wrong.CaseId);

        var found = await shelf.Client().GetFromJsonAsync<JsonElement>($"/api/v1/verify/{wrong.Token}");
        Assert.Equal("superseded", found.GetProperty("state").GetString());
        Assert.Equal(right.Number, found.GetProperty("replacedBy").GetString());
        Assert.Equal(IssuedState.InForce, right.StateOn(new DateOnly(2026, 11, 16)));
    }

    [Fact]
    public async Task Of_two_corrections_of_one_document_the_later_takes_the_place_of_the_earlier()
    {
        var wrong = await shelf.Issue(citizen, name: "ലക്ഷമി");
        var first = await shelf.Approve(citizen, "ml", "ലക്ഷ്മി", wrong.CaseId);
        var second = await shelf.Approve(citizen, "ml", "ലക്ഷ്മി നായർ", wrong.CaseId);
        await shelf.Settle();

        IssuedDocument[] corrections = [await shelf.DocumentOf(first.CaseId), await shelf.DocumentOf(second.CaseId)];
        var holds = Assert.Single(corrections, document => document.ReplacedBy is null);
        var replaced = Assert.Single(corrections, document => document.ReplacedBy is not null);

        Assert.Equal(holds.Number, replaced.ReplacedBy);
        Assert.Equal(replaced.Number, (await shelf.DocumentOf(wrong.CaseId)).ReplacedBy);
    }

    [Fact]
    public async Task A_certificate_holds_through_its_last_day()
    {
        var document = await shelf.Issue(citizen);
        var last = new DateOnly(2027, 11, 15);

        Assert.Equal(last, document.ValidUntil);
        Assert.Equal(IssuedState.InForce, document.StateOn(last));
        Assert.Equal(IssuedState.Expired, document.StateOn(last.AddDays(1)));
    }

    [Fact]
    public async Task What_was_issued_stands_in_the_journal()
    {
        await shelf.Issue(citizen);
        await shelf.Settle();

        Assert.Null((await shelf.VerifyJournal()).Fault);
    }

    public void Dispose() => peer.Dispose();

    internal static Task<HttpResponseMessage> Post(HttpClient client, string path, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        return client.SendAsync(request);
    }
}

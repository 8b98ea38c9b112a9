using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenSeva.Contracts.Documents;
using OpenSeva.Documents;
using OpenSeva.Documents.Viewing;
using OpenSeva.Kernel;
using OpenSeva.Tests.Cases;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Documents;

/// <summary>The documents of a case beside its answers: who sees them, how they leave the system, what is not shown.</summary>
public sealed class ViewingTests(CaseApp app) : IClassFixture<CaseApp>
{
    [Fact]
    public async Task A_page_of_a_pdf_is_a_picture_for_who_may_read_the_case_and_for_nobody_else()
    {
        var (officer, id, pdf) = await Given();

        var page = await app.Client(officer).GetAsync($"/files/uploads/{pdf}/pages/1");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("image/jpeg", page.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", page.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("sandbox; default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("same-origin", page.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.Contains("no-store", page.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
        Assert.True((await page.Content.ReadAsByteArrayAsync()).AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]));
        foreach (var path in new[] { $"/files/uploads/{pdf}/pages/1", $"/api/v1/uploads/{pdf}/pages/1", $"/office/cases/{id}?document={pdf}" })
        {
            Assert.NotEqual(HttpStatusCode.OK, (await app.Client(CaseApp.Citizen()).GetAsync(path)).StatusCode);
            Assert.NotEqual(HttpStatusCode.OK, (await app.Client().GetAsync(path)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await app.Client(officer with { Id = Guid.CreateVersion7(), PostId = Guid.CreateVersion7() }).GetAsync(path)).StatusCode);
        }
    }

    [Theory]
    [InlineData("pages/0")]
    [InlineData("pages/2")]
    [InlineData("pages/-1")]
    public async Task A_page_that_is_not_there_is_not_found(string page)
    {
        var (officer, _, pdf) = await Given();

        Assert.Equal(HttpStatusCode.NotFound, (await app.Client(officer).GetAsync($"/files/uploads/{pdf}/{page}")).StatusCode);
    }

    [Fact]
    public async Task An_officer_turns_the_documents_over_by_links_without_script()
    {
        var (officer, id, pdf) = await Given();
        var browser = new Browser(app.Client(officer));

        await browser.Open($"/office/cases/{id}");
        Assert.Equal(5, browser.Document.QuerySelectorAll("[data-viewer] .shelf a").Length);
        var first = browser.Document.QuerySelector("[data-viewer] img")!.GetAttribute("src");
        Assert.Null(browser.Document.QuerySelector("[data-viewer] [rel=prev]"));
        await browser.Open(browser.Document.QuerySelector("[data-viewer] [rel=next]")!.GetAttribute("href")!);
        Assert.NotEqual(first, browser.Document.QuerySelector("[data-viewer] img")!.GetAttribute("src"));
        Assert.NotNull(browser.Document.QuerySelector("[data-viewer] [rel=prev]"));

        await browser.Open($"/office/cases/{id}?document={pdf}&page=7");
        Assert.Equal($"/files/uploads/{pdf}/pages/1", browser.Document.QuerySelector("[data-viewer] img")!.GetAttribute("src"));
        Assert.Contains(pdf.ToString(), browser.Document.QuerySelector("[data-viewer] [aria-current]")!.GetAttribute("href"), StringComparison.Ordinal);

        // Somebody else's upload in the address shows nothing of it.
        var foreign = await CaseApp.Upload(app.As(CaseApp.Citizen()));
        await browser.Open($"/office/cases/{id}?document={foreign}");
        Assert.Equal(first, browser.Document.QuerySelector("[data-viewer] img")!.GetAttribute("src"));
    }

    [Theory]
    [InlineData(UploadState.Quarantined, "still being checked for viruses")]
    [InlineData(UploadState.Refused, "the virus scanner did not let it pass")]
    public async Task What_the_scanner_has_not_passed_is_not_shown_and_the_page_says_why(UploadState state, string sentence)
    {
        var (officer, id, pdf) = await Given();
        await app.Run(async services => await services.GetRequiredService<DocumentsDb>().Uploads.Where(upload => upload.Id == pdf)
            .ExecuteUpdateAsync(set => set.SetProperty(upload => upload.State, state)));
        var browser = new Browser(app.Client(officer));

        await browser.Open($"/office/cases/{id}?document={pdf}");

        Assert.Contains(sentence, browser.Text, StringComparison.Ordinal);
        Assert.Null(browser.Document.QuerySelector("[data-viewer] img"));
        Assert.Null(browser.Document.QuerySelector($"[data-viewer] a[href^='/files/uploads/{pdf}']"));
        Assert.Equal(HttpStatusCode.Conflict, (await app.Client(officer).GetAsync($"/api/v1/uploads/{pdf}/pages/1")).StatusCode);
    }

    [Fact]
    public async Task A_pdf_that_cannot_be_drawn_is_refused_in_words()
    {
        var pictures = app.Services.GetRequiredService<PagePictures>();

        var refusal = await Assert.ThrowsAsync<Refusal>(() => pictures.Draw("none", () => Task.FromResult("%PDF-1.7 and nothing else"u8.ToArray()), 1, default));

        Assert.Equal("document.page-not-drawn", refusal.Code);
    }

    /// <summary>A pension application with a PDF among its pictures, and the officer who has it.</summary>
    private async Task<(Actor Officer, Guid Case, Guid Pdf)> Given() => await Given(app);

    internal static async Task<(Actor Officer, Guid Case, Guid Pdf)> Given(CaseApp app)
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.PensionDraft(citizen);
        using var content = new ByteArrayContent(Photos.Pdf) { Headers = { ContentType = new("application/pdf") } };
        var pdf = (await citizen.Send(HttpMethod.Post, "/api/v1/uploads?name=age.pdf", content))["id"]!.GetValue<Guid>();
        await citizen.Post($"/api/v1/drafts/{id}/documents/age-proof", new { upload = pdf });
        await citizen.Post($"/api/v1/drafts/{id}/submission", new { });
        return (await app.Officer("panchayat-secretary", CaseApp.Panchayat), id, pdf);
    }
}

/// <summary>A system without poppler, or whose operator does not want it.</summary>
public sealed class UndrawnTests(UndrawnTests.Undrawn app) : IClassFixture<UndrawnTests.Undrawn>
{
    [Fact]
    public async Task Where_pages_are_not_drawn_the_page_says_how_to_open_the_file()
    {
        var (officer, id, pdf) = await ViewingTests.Given(app);
        var browser = new Browser(app.Client(officer));

        await browser.Open($"/office/cases/{id}?document={pdf}");

        Assert.Contains("Save the file and open it", browser.Text, StringComparison.Ordinal);
        Assert.NotNull(browser.Document.QuerySelector($"[data-viewer] a[href='/files/uploads/{pdf}']"));
        var known = JsonDocument.Parse(await app.Client(officer).GetStringAsync($"/api/v1/cases/{id}")).RootElement;
        Assert.All(known.GetProperty("documents").EnumerateArray(), document => Assert.Equal(JsonValueKind.Null, document.GetProperty("pagesPath").ValueKind));
    }

    public sealed class Undrawn : CaseApp
    {
        protected override void Adjust(WebApplicationBuilder builder)
        {
            base.Adjust(builder);
            builder.Services.Replace(ServiceDescriptor.Singleton(new DocumentsSettings { DrawPages = false }));
        }
    }
}

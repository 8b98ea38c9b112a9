using System.Net;
using System.Text;
using AngleSharp;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenSeva.Contracts.Documents;
using OpenSeva.Documents;
using OpenSeva.Documents.Uploads;
using OpenSeva.Kernel;
using OpenSeva.Tests.Cases;

namespace OpenSeva.Tests.Documents;

/// <summary>An objection names several documents, and the citizen sends them all in one form, as their phone made them.</summary>
public sealed class ManyFilesTests(ManyFilesTests.Roomy app) : IClassFixture<ManyFilesTests.Roomy>
{
    private static readonly string[] Asked = ["age-proof", "identity-proof", "residence-proof"];
    private readonly Actor citizen = CaseApp.Citizen();

    [Fact]
    public async Task Three_photos_of_many_megabytes_come_in_with_one_form()
    {
        var id = await Objected();

        var answer = await Post(id, Asked.Select(code => (code, Photos.Large(4))));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var documents = (await app.As(citizen).Get($"/api/v1/cases/{id}"))["documents"]!.AsArray();
        Assert.Equal(3, documents.Count(document => document!["bytes"]!.GetValue<long>() > 4_000_000));
        Assert.Empty(Left());
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_named_at_its_field_and_the_others_are_kept()
    {
        var id = await Objected();

        var answer = await Post(id, [("age-proof", Photos.Large(6)), ("identity-proof", Photos.Large(1)), ("residence-proof", Photos.Large(2))]);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await BrowsingContext.New().OpenAsync(async request => request.Content(await answer.Content.ReadAsStringAsync()));
        Assert.Contains("larger than 5 MB", page.QuerySelector(".field.wrong")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, page.QuerySelectorAll("input[name^='upload.']").Length);
        Assert.Equal("I took them again.", page.QuerySelector("textarea[name=remarks]")!.TextContent.Trim());
    }

    [Fact]
    public async Task Too_much_at_once_is_refused_in_words_and_nothing_stays()
    {
        var id = await Objected();
        var before = await Uploads();

        var answer = await Post(id, Asked.Append("more").Append("still-more").Select(code => (code, Photos.Large(5))));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("larger than 16 MB", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await Uploads());
        Assert.Empty(Left());
    }

    [Fact]
    public async Task Another_photo_of_the_same_length_is_another_form()
    {
        var (id, photo) = (await Objected(), Photos.Large(1));
        var other = (byte[])photo.Clone();
        other[^100] ^= 1;

        var first = await Post(id, [("age-proof", photo)], "the-same-form");
        var again = await Post(id, [("age-proof", photo)], "the-same-form");
        var second = await Post(id, [("age-proof", other)], "the-same-form");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.DoesNotContain("already used", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("This request key was already used", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_takes_one_file_takes_no_request_of_several()
    {
        using var body = new MultipartFormDataContent { { new ByteArrayContent(Photos.Large(4)), "a", "a.jpg" }, { new ByteArrayContent(Photos.Large(3)), "b", "b.jpg" } };

        var answer = await app.Client().PostAsync("/verify", body);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nbroken off")]
    [InlineData("multipart/form-data", "--x--")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Type: text/plain\r\n\r\nno name\r\n--x--")]
    public async Task A_form_that_cannot_be_read_is_a_bad_request(string type, string body)
    {
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        Assert.Equal(HttpStatusCode.BadRequest, (await app.Client().PostAsync("/verify", content)).StatusCode);
    }

    [Fact]
    public async Task A_form_of_a_thousand_times_nothing_is_not_read_to_its_end()
    {
        var part = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n";
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(part, 2001)) + "--x--\r\n"));
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");

        Assert.Equal(HttpStatusCode.BadRequest, (await app.Client().PostAsync("/verify", content)).StatusCode);
    }

    [Fact]
    public async Task A_form_does_not_open_files_without_end()
    {
        var part = "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\n\r\n";
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(part, 65)) + "--x--\r\n"));
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");

        Assert.Equal(HttpStatusCode.BadRequest, (await app.Client().PostAsync("/verify", content)).StatusCode);
        Assert.Empty(Left());
    }

    [Fact]
    public void Strangers_over_one_line_leave_room_for_others()
    {
        using var doors = new OpenSeva.Documents.Uploads.Doors();
        var forms = Enumerable.Range(0, 4).Select(_ => doors.EnterForm(null, "one")).ToList();
        Assert.Equal("request.too-many", Assert.Throws<Refusal>(() => doors.EnterForm(null, "one")).Code);
        doors.EnterForm(null, "two").Dispose();
        forms[0].Dispose();
        doors.EnterForm(null, "one").Dispose();
    }

    [Fact]
    public void One_reader_does_not_hold_up_every_drawing()
    {
        using var doors = new OpenSeva.Documents.Uploads.Doors();
        var who = Guid.CreateVersion7();
        for (var i = 0; i < 3; i++) doors.EnterDrawing(who);
        Assert.Equal("request.too-many", Assert.Throws<Refusal>(() => doors.EnterDrawing(who)).Code);
        doors.EnterDrawing(Guid.CreateVersion7()).Dispose();
    }

    [Fact]
    public void One_person_sends_two_forms_at_once_and_no_third()
    {
        using var doors = new OpenSeva.Documents.Uploads.Doors();
        var who = Guid.CreateVersion7();
        using var first = doors.EnterForm(who, "line");
        using (doors.EnterForm(who, "line")) Assert.Equal("request.too-many", Assert.Throws<Refusal>(() => doors.EnterForm(who, "line")).Code);
        using var again = doors.EnterForm(who, "line");
        using var other = doors.EnterForm(Guid.CreateVersion7(), "line");
    }

    private async Task<Guid> Objected()
    {
        var id = await CaseApp.Pension(app.As(citizen));
        var officer = app.As(await app.Officer("panchayat-secretary", CaseApp.Panchayat));
        await officer.Post($"/api/v1/cases/{id}/actions/object", new { points = Asked.Select(code => new { kind = "document", target = code, reason = "unreadable" }) });
        return id;
    }

    /// <summary>As a browser sends the page's form.</summary>
    private async Task<HttpResponseMessage> Post(Guid id, IEnumerable<(string Code, byte[] File)> files, string? key = null)
    {
        var client = app.Client(citizen);
        var read = await client.GetAsync($"/applications/{id}/answer");
        var page = await BrowsingContext.New().OpenAsync(async request => request.Content(await read.Content.ReadAsStringAsync()));
        using var body = new MultipartFormDataContent();
        foreach (var input in page.QuerySelectorAll("main form input[type=hidden]")) body.Add(new StringContent(input.GetAttribute("name") is "__key" && key is not null ? key : input.GetAttribute("value") ?? ""), $"\"{input.GetAttribute("name")}\"");
        body.Add(new StringContent("continue"), "step");
        body.Add(new StringContent("I took them again."), "remarks");
        foreach (var (code, file) in files) body.Add(new ByteArrayContent(file), $"\"file.{code}\"", $"{code}.jpg");
        var request = new HttpRequestMessage(HttpMethod.Post, $"/applications/{id}/answer") { Content = body };
        if (read.Headers.TryGetValues("Set-Cookie", out var cookies)) request.Headers.Add("Cookie", string.Join("; ", cookies.Select(value => value.Split(';')[0])));
        return await client.SendAsync(request);
    }

    private Task<int> Uploads() => app.Read(services => services.GetRequiredService<DocumentsDb>().Uploads.CountAsync());

    private string[] Left() => System.IO.Directory.GetFiles(Path.Combine(app.DataDirectory, "arriving"));

    /// <summary>Limits small enough to be passed in a test: 5 MB for a file, 16 MB for a form of three.</summary>
    public sealed class Roomy : CaseApp
    {
        protected override void Adjust(WebApplicationBuilder builder)
        {
            base.Adjust(builder);
            builder.Services.Replace(ServiceDescriptor.Singleton(new DocumentsSettings { MaxMegabytes = 5, FormFiles = 3 }));
        }
    }
}

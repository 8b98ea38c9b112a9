using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenSeva.Contracts.Documents;
using OpenSeva.Documents;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.Documents;

public sealed class UploadTests(Shelf shelf) : IClassFixture<Shelf>
{
    private readonly Actor citizen = Shelf.Citizen(Guid.CreateVersion7());

    [Fact]
    public async Task A_phone_photo_of_twelve_megabytes_is_taken_in_and_given_back_to_its_owner_only()
    {
        var photo = Photos.Large(12);
        var card = await Send(photo, "house.jpg", "image/jpeg");

        Assert.Equal("clean", card.GetProperty("state").GetString());
        var answer = await shelf.Client(citizen).GetAsync(card.GetProperty("path").GetString());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("sandbox; default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.DoesNotContain("Exif\0\0II", System.Text.Encoding.Latin1.GetString(await answer.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);

        var stranger = shelf.Client(Shelf.Citizen(Guid.CreateVersion7()));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(card.GetProperty("path").GetString())).StatusCode);
    }

    [Theory]
    [InlineData("text", "urn:openseva:refusal:document.type")]
    [InlineData("heic", "urn:openseva:refusal:document.heic")]
    [InlineData("large", "urn:openseva:refusal:document.too-large")]
    public async Task What_cannot_be_taken_is_refused_in_words_and_leaves_nothing(string kind, string type)
    {
        byte[] file = kind switch
        {
            "text" => [.. "hello"u8],
            "heic" => [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0],
            _ => Photos.Large(26),
        };

        var problem = await Send(file, "x", "application/octet-stream");

        Assert.Equal(type, problem.GetProperty("type").GetString());
        Assert.NotEqual(type, problem.GetProperty("title").GetString());
        Assert.Equal(0, await shelf.Read(services => services.GetRequiredService<DocumentsDb>().Uploads.CountAsync(upload => upload.Owner == citizen.Id)));
    }

    [Fact]
    public async Task A_request_sent_again_keeps_one_upload()
    {
        var key = Guid.CreateVersion7().ToString();

        var first = await Send(Photos.Png, "a.png", "image/png", key);
        var second = await Send(Photos.Png, "a.png", "image/png", key);

        Assert.Equal(first.GetProperty("id").GetGuid(), second.GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task Another_file_of_the_same_length_under_a_used_key_is_refused_however_large()
    {
        var key = Guid.CreateVersion7().ToString();
        var photo = Photos.Large(5);
        var other = (byte[])photo.Clone();
        other[^100] ^= 1;

        await Send(photo, "a.jpg", "image/jpeg", key);
        var again = await Send(photo, "a.jpg", "image/jpeg", key);
        var second = await Send(other, "a.jpg", "image/jpeg", key);

        Assert.Equal("a.jpg", again.GetProperty("fileName").GetString());
        Assert.Equal("urn:openseva:refusal:request.key-reused", second.GetProperty("type").GetString());
        Assert.Equal(422, second.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task An_upload_that_a_case_holds_stays_and_is_read_by_who_reads_the_case()
    {
        var issued = await shelf.Issue(citizen.Id!.Value);
        var card = await Send(Photos.Pdf, "proof.pdf", "application/pdf");
        var id = card.GetProperty("id").GetGuid();

        await shelf.Run(async services =>
        {
            await services.GetRequiredService<IDocuments>().Bind([id], issued.CaseId, default);
            return true;
        }, citizen);

        Assert.Equal(HttpStatusCode.OK, (await shelf.Client(await shelf.Officer()).GetAsync(card.GetProperty("path").GetString())).StatusCode);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => shelf.Run(async services =>
        {
            await services.GetRequiredService<IDocuments>().Remove(id, default);
            return true;
        }, citizen));
        Assert.Equal("document.bound", refusal.Code);
    }

    [Fact]
    public async Task Nobody_binds_or_removes_another_person_s_upload()
    {
        var id = (await Send(Photos.Pdf, "proof.pdf", "application/pdf")).GetProperty("id").GetGuid();
        var stranger = Shelf.Citizen(Guid.CreateVersion7());

        Assert.Equal("document.not-yours", (await Assert.ThrowsAsync<Refusal>(() => shelf.Run(async services =>
        {
            await services.GetRequiredService<IDocuments>().Bind([id], Guid.CreateVersion7(), default);
            return true;
        }, stranger))).Code);
        Assert.Equal("request.not-found", (await Assert.ThrowsAsync<Refusal>(() => shelf.Run(async services =>
        {
            await services.GetRequiredService<IDocuments>().Remove(id, default);
            return true;
        }, stranger))).Code);
    }

    [Fact]
    public async Task A_service_may_ask_for_less_than_the_system_takes()
    {
        async Task<string> Refused(NewUpload upload, byte[] file) => (await Assert.ThrowsAsync<Refusal>(() => shelf.Read(services =>
            services.GetRequiredService<IDocuments>().Receive(upload, new MemoryStream(file), default), citizen))).Code;

        Assert.Equal("document.not-accepted", await Refused(new NewUpload("a", ["pdf"]), Photos.Png));
        Assert.Equal("document.too-large", await Refused(new NewUpload("a", [], MaxMegabytes: 1), Photos.Large(2)));
    }

    [Fact]
    public async Task Content_that_nothing_refers_to_is_swept_after_a_day()
    {
        var id = (await Send(Photos.Large(1), "gone.jpg", "image/jpeg")).GetProperty("id").GetGuid();
        var hash = await shelf.Read(async services => (await services.GetRequiredService<DocumentsDb>().Uploads.SingleAsync(upload => upload.Id == id)).Hash);
        var path = Path.Combine(shelf.DataDirectory, "files", hash[..2], hash);
        await shelf.Run(async services =>
        {
            await services.GetRequiredService<IDocuments>().Remove(id, default);
            return true;
        }, citizen);
        Assert.True(File.Exists(path));

        File.SetLastWriteTimeUtc(path, shelf.Clock.GetUtcNow().AddHours(-25).UtcDateTime);
        await shelf.Read(async services =>
        {
            await services.GetRequiredService<OpenSeva.Documents.Store.SweepFiles>().Run(default);
            return true;
        });

        Assert.False(File.Exists(path));
    }

    [Fact]
    public void A_file_stored_again_while_the_sweep_runs_stays()
    {
        var store = shelf.Services.GetRequiredService<OpenSeva.Documents.Store.FileStore>();
        var hash = store.Put("stored twice"u8);
        var limit = shelf.Clock.GetUtcNow().AddHours(-24);
        File.SetLastWriteTimeUtc(Path.Combine(shelf.DataDirectory, "files", hash[..2], hash), limit.AddHours(-1).UtcDateTime);
        Assert.Contains(hash, store.OlderThan(limit));

        store.Put("stored twice"u8);
        store.Forget(hash, limit);

        Assert.True(store.Has(hash));
    }

    [Fact]
    public void The_largest_request_follows_the_largest_file()
    {
        const long Megabyte = 1024 * 1024;
        Assert.Equal(26 * Megabyte, shelf.Services.GetRequiredService<IOptions<FormOptions>>().Value.MultipartBodyLengthLimit);
        Assert.Equal(26 * Megabyte, shelf.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits.MaxRequestBodySize);

        var larger = new ConfigurationBuilder().AddInMemoryCollection([new("documents:maxMegabytes", "40")]).Build();
        Assert.Equal(41 * Megabyte, DocumentsModule.LargestRequest(larger));
    }

    [Fact]
    public async Task A_file_changed_on_disk_is_noticed_and_not_given_out()
    {
        var document = await shelf.Issue(citizen.Id!.Value);
        var path = Path.Combine(shelf.DataDirectory, "files", document.Hash![..2], document.Hash);
        var file = await File.ReadAllBytesAsync(path);
        file[50] ^= 1;
        await File.WriteAllBytesAsync(path, file);

        await Assert.ThrowsAsync<InvalidDataException>(() => shelf.FileOf(document));
    }

    private async Task<JsonElement> Send(byte[] file, string name, string type, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/uploads?name={name}")
        {
            Content = new ByteArrayContent(file) { Headers = { ContentType = new(type) } },
        };
        request.Headers.Add("Idempotency-Key", key ?? Guid.CreateVersion7().ToString());
        return await (await shelf.Client(citizen).SendAsync(request)).Content.ReadFromJsonAsync<JsonElement>();
    }
}

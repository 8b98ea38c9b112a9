using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OpenSeva.Documents.Certificates;
using OpenSeva.Documents.Locker;

namespace OpenSeva.Tests.Documents;

public sealed class LockerTests(Shelf shelf) : IClassFixture<Shelf>
{
    private readonly Guid citizen = Guid.CreateVersion7();

    [Fact]
    public async Task The_locker_shows_and_hands_out_only_ones_own_documents()
    {
        var document = await shelf.Issue(citizen);
        var own = shelf.Client(Shelf.Citizen(citizen));
        var other = shelf.Client(Shelf.Citizen(Guid.CreateVersion7()));

        Assert.Contains(document.Number, await own.GetStringAsync("/locker"), StringComparison.Ordinal);
        Assert.DoesNotContain(document.Number, await other.GetStringAsync("/locker"), StringComparison.Ordinal);
        Assert.Equal(await shelf.FileOf(document), await own.GetByteArrayAsync($"/files/issued/{document.Id}"));
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/files/issued/{document.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/api/v1/issued/{document.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await shelf.Client(await shelf.Officer()).GetAsync($"/api/v1/issued/{document.Id}/content")).StatusCode);
    }

    [Fact]
    public async Task A_share_link_hands_the_document_to_anybody_until_it_ends()
    {
        var document = await shelf.Issue(citizen);
        var own = shelf.Client(Shelf.Citizen(citizen));
        var share = await (await IssueTests.Post(own, $"/api/v1/issued/{document.Id}/shares", new { days = 1 })).Content.ReadFromJsonAsync<JsonElement>();
        var path = share.GetProperty("path").GetString()!;

        Assert.Contains(document.Number, await shelf.Client().GetStringAsync(path), StringComparison.Ordinal);
        Assert.Equal(await shelf.FileOf(document), await shelf.Client().GetByteArrayAsync($"/files{path}"));

        shelf.Clock.Advance(TimeSpan.FromDays(1));
        Assert.DoesNotContain(document.Number, await shelf.Client().GetStringAsync(path), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await shelf.Client().GetAsync($"/files{path}")).StatusCode);
        shelf.Clock.Advance(TimeSpan.FromDays(-1));
    }

    [Fact]
    public async Task A_share_link_taken_back_ends_at_once()
    {
        var document = await shelf.Issue(citizen);
        var own = shelf.Client(Shelf.Citizen(citizen));
        var share = await (await IssueTests.Post(own, $"/api/v1/issued/{document.Id}/shares", new { days = 30 })).Content.ReadFromJsonAsync<JsonElement>();

        var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/shares/{share.GetProperty("id").GetGuid()}");
        request.Headers.Add("Idempotency-Key", "end");
        Assert.Equal(HttpStatusCode.NoContent, (await own.SendAsync(request)).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await shelf.Client().GetAsync($"/files{share.GetProperty("path").GetString()}")).StatusCode);
        Assert.Empty((await own.GetFromJsonAsync<JsonElement>($"/api/v1/issued/{document.Id}/shares")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task No_more_links_are_open_at_once_than_somebody_keeps_in_view()
    {
        var document = await shelf.Issue(citizen);
        var own = shelf.Client(Shelf.Citizen(citizen));

        var answers = await Task.WhenAll(Enumerable.Range(0, Share.MostOpen + 4).Select(_ => IssueTests.Post(own, $"/api/v1/issued/{document.Id}/shares", new { days = 7 })));

        Assert.Equal(Share.MostOpen, answers.Count(answer => answer.StatusCode is HttpStatusCode.Created));
        var refused = await answers.First(answer => answer.StatusCode is HttpStatusCode.Conflict).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("urn:openseva:refusal:document.share-many", refused.GetProperty("type").GetString());
        shelf.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(HttpStatusCode.Created, (await IssueTests.Post(own, $"/api/v1/issued/{document.Id}/shares", new { days = 1 })).StatusCode);
        shelf.Clock.Advance(TimeSpan.FromDays(-7));
    }

    [Fact]
    public async Task Nobody_ends_another_s_share_link()
    {
        var document = await shelf.Issue(citizen);
        var share = await (await IssueTests.Post(shelf.Client(Shelf.Citizen(citizen)), $"/api/v1/issued/{document.Id}/shares", new { days = 1 })).Content.ReadFromJsonAsync<JsonElement>();

        var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/shares/{share.GetProperty("id").GetGuid()}");
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await shelf.Client(Shelf.Citizen(Guid.CreateVersion7())).SendAsync(request)).StatusCode);

        Assert.Equal(await shelf.FileOf(document), await shelf.Client().GetByteArrayAsync($"/files{share.GetProperty("path").GetString()}"));
    }

    [Fact]
    public async Task A_revoked_document_is_not_handed_out_by_its_share_link()
    {
        var document = await shelf.Issue(citizen);
        var share = await (await IssueTests.Post(shelf.Client(Shelf.Citizen(citizen)), $"/api/v1/issued/{document.Id}/shares", new { days = 1 })).Content.ReadFromJsonAsync<JsonElement>();
        var path = share.GetProperty("path").GetString()!;

        await IssueTests.Post(shelf.Client(await shelf.Officer()), $"/api/v1/issued/{document.Id}/revocation", new { reason = "court-order" });

        Assert.Equal(HttpStatusCode.Conflict, (await shelf.Client().GetAsync($"/files{path}")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await shelf.Client().GetAsync($"/api/v1{path}/content")).StatusCode);
    }

    [Fact]
    public async Task Nobody_shares_what_is_not_theirs_or_for_ever()
    {
        var document = await shelf.Issue(citizen);

        Assert.Equal(HttpStatusCode.NotFound, (await IssueTests.Post(shelf.Client(Shelf.Citizen(Guid.CreateVersion7())), $"/api/v1/issued/{document.Id}/shares", new { days = 1 })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await IssueTests.Post(shelf.Client(Shelf.Citizen(citizen)), $"/api/v1/issued/{document.Id}/shares", new { days = 3 })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await IssueTests.Post(shelf.Client(Shelf.Citizen(citizen)), $"/api/v1/issued/{document.Id}/shares", new { days = 999 })).StatusCode);
    }

    [Fact]
    public async Task A_file_in_hand_is_compared_with_the_record()
    {
        var document = await shelf.Issue(citizen);
        var other = await shelf.Issue(citizen);
        var file = await shelf.FileOf(document);
        var changed = (byte[])file.Clone();
        changed[file.Length / 2] ^= 1;
        byte[] added = [.. file, (byte)'\n'];

        Assert.Equal("unchanged", await Verdict(file, document));
        Assert.Equal("unchanged", await Verdict(file, null));
        Assert.Equal("another-document", await Verdict(file, other));
        Assert.Equal("changed", await Verdict(changed, document));
        Assert.Equal("changed", await Verdict(changed, null));
        Assert.Equal("changed", await Verdict(added, null));
        Assert.Equal("not-ours", await Verdict(OpenSeva.Tests.Pdf.Specimens.Printer.Print(OpenSeva.Tests.Pdf.Specimens.Certificate("ml")), null));
    }

    [Fact]
    public async Task The_page_compares_a_file_without_script()
    {
        var document = await shelf.Issue(citizen);
        var form = await Forms.Read(shelf.Client(), $"/verify/{document.Token}");
        var file = await shelf.FileOf(document);
        var changed = (byte[])file.Clone();
        changed[100] ^= 1;

        var good = await form.Send("Form.File", "c.pdf", file);
        var bad = await form.Send("Form.File", "c.pdf", changed);

        Assert.Contains(Genuine, good, StringComparison.Ordinal);
        Assert.Contains("The file was changed", bad, StringComparison.Ordinal);
        Assert.DoesNotContain(Genuine, bad, StringComparison.Ordinal);
        Assert.DoesNotContain("notice good", bad, StringComparison.Ordinal);
    }

    private const string Genuine = "Genuine and in force";

    private async Task<string?> Verdict(byte[] file, IssuedDocument? named)
    {
        var body = new ByteArrayContent(file) { Headers = { ContentType = new("application/pdf") } };
        var answer = await shelf.Client().PostAsync($"/api/v1/verify{(named is null ? "" : $"?token={named.Token}")}", body);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("verdict").GetString();
    }
}

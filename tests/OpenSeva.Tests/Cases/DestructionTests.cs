using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Cases;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Documents;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Storage;
using OpenSeva.Tests.House;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Cases;

/// <summary>When a case was kept long enough, two administrators together destroy its record; the register entry and what was issued stay.</summary>
public sealed class DestructionTests(CaseApp app) : IClassFixture<CaseApp>, IAsyncDisposable
{
    private const string Secret = "Visited the house and saw her.", Letter = "My son lives abroad.", Order = "State Archives 12/2047";
    private static readonly Actor First = Administrator(), Second = Administrator();
    private readonly DateTimeOffset began = app.Clock.GetUtcNow();

    public ValueTask DisposeAsync()
    {
        app.Clock.Set(began);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_confirmed_destruction_leaves_the_register_entry_the_certificate_and_a_journal_that_verifies()
    {
        var who = CaseApp.Citizen();
        var (id, upload) = await Granted(who);
        var before = await app.As(who).Get($"/api/v1/cases/{id}");
        var issued = before["issued"]!.AsArray().Single()!;
        var file = await FileOf(upload);
        Assert.True(File.Exists(file));
        app.Clock.Set(began.AddYears(21));
        var proposal = await Propose(id);
        Assert.Equal("case.destruction-same-person", await Code(First, "destructions/decision", new { destructions = new[] { proposal }, confirm = true }));
        Assert.Null((await app.As(who).Get($"/api/v1/cases/{id}"))["destroyed"]);

        await app.As(Second).Post("/api/v1/retention/destructions/decision", new { destructions = new[] { proposal }, confirm = true });
        await app.Settle();

        var after = await app.As(who).Get($"/api/v1/cases/{id}");
        foreach (var kept in new[] { "number", "service", "state", "submittedAt", "decidedAt" }) Assert.Equal(before[kept]!.ToJsonString(), after[kept]!.ToJsonString());
        Assert.Equal(("", "{}", "[]", Order), ((string)after["applicantName"]!, after["answers"]!.ToJsonString(), after["documents"]!.ToJsonString(), (string)after["destroyed"]!["order"]!));
        Assert.Equal(["submitted", "forwarded", "recommended", "approved", "record-destroyed"], after["history"]!.AsArray().Select(line => (string)line!["kind"]!));
        Assert.Empty((await app.As(who).Get($"/api/v1/cases/{id}/messages"))["items"]!.AsArray());
        Assert.False(File.Exists(file));
        Assert.Equal(HttpStatusCode.NotFound, (await app.As(who).Try(HttpMethod.Get, $"/files/uploads/{upload}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.As(who).Try(HttpMethod.Get, (string)issued["downloadPath"]!)).StatusCode);
        Assert.Contains((string)issued["number"]!, await (await app.Client().GetAsync(new Uri((string)issued["verifyPath"]!, UriKind.Relative))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task Nothing_written_in_the_record_stays_in_the_database_and_no_salt_under_it()
    {
        var (id, upload) = await Granted(CaseApp.Citizen());
        Assert.True(await Holds(id, Secret) && await Holds(id, Letter) && await Holds(id, "Lakshmi"));
        app.Clock.Set(began.AddYears(21));
        await Destroy(id);

        Assert.False(await Holds(id, Secret) || await Holds(id, Letter) || await Holds(id, "Lakshmi"));
        Assert.Equal(1, await Count($"select count(*) from journal_salt s join journal_entry e on e.id = s.entry where e.stream = 'case/{id:N}'"));
        Assert.Equal(0, await Count($"select count(*) from journal_salt s join journal_entry e on e.id = s.entry where e.stream = 'upload/{upload:N}'"));
        Assert.True(await Count($"select count(*) from journal_entry where stream = 'case/{id:N}'") > 4);
    }

    [Fact]
    public async Task What_stays_after_a_destruction_can_still_not_be_changed_unseen()
    {
        var (id, _) = await Granted(CaseApp.Citizen());
        app.Clock.Set(began.AddYears(21));
        await Destroy(id);
        Assert.Null((await app.VerifyJournal()).Fault);

        await Execute($"update issued_document set holder = 'Somebody Else' where case_id = '{Text(id)}'");
        Assert.Contains("the row is not what its last entry wrote", (await app.VerifyJournal()).Fault, StringComparison.Ordinal);
        await Execute($"update issued_document set holder = 'Lakshmi Amma' where case_id = '{Text(id)}'");
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task A_row_changed_behind_the_programs_back_is_not_whitewashed_by_a_destruction()
    {
        var (id, _) = await Granted(CaseApp.Citizen());
        app.Clock.Set(began.AddYears(21));
        var proposal = await Propose(id);
        await Execute($"update issued_document set holder = 'Somebody Else' where case_id = '{Text(id)}'");

        Assert.Equal("journal.does-not-hold", await Code(Second, "destructions/decision", new { destructions = new[] { proposal }, confirm = true }));
        await Execute($"update issued_document set holder = 'Lakshmi Amma' where case_id = '{Text(id)}'");
        Assert.True(await Holds(id, Secret));
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task A_case_that_has_to_be_kept_is_refused_and_so_is_every_case_proposed_with_it()
    {
        var (old, _) = await Granted(CaseApp.Citizen());
        app.Clock.Set(began.AddYears(19));
        Assert.Equal("case.still-kept", await Code(First, "destructions", new { cases = new[] { old }, order = Order }));
        app.Clock.Set(began.AddYears(21));
        var citizen = app.As(CaseApp.Citizen());
        var open = await CaseApp.Pension(citizen, "Still Open");

        Assert.Equal("case.still-kept", await Code(First, "destructions", new { cases = new[] { old, open }, order = Order }));
        Assert.DoesNotContain((await app.As(First).Get("/api/v1/retention/destructions"))["items"]!.AsArray(), line => (Guid)line!["case"]! == old);
        Assert.Equal(HttpStatusCode.Forbidden, (await citizen.TryPost("/api/v1/retention/destructions", new { cases = new[] { old }, order = Order })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.As(First).TryPost("/api/v1/retention/destructions", new { cases = Array.Empty<Guid>(), order = Order })).StatusCode);
    }

    [Fact]
    public async Task A_second_destruction_is_harmless_and_a_destroyed_record_takes_nothing_in()
    {
        var who = CaseApp.Citizen();
        var (id, _) = await Granted(who);
        app.Clock.Set(began.AddYears(21));
        var proposal = await Propose(id);
        Assert.Equal("case.destruction-there", await Code(First, "destructions", new { cases = new[] { id }, order = Order }));
        await Confirm(proposal);
        var entries = await Count($"select count(*) from journal_entry where stream = 'case/{id:N}'");
        await Confirm(proposal);

        Assert.Equal(entries, await Count($"select count(*) from journal_entry where stream = 'case/{id:N}'"));
        Assert.Equal("case.record-destroyed", await Code(First, "destructions", new { cases = new[] { id }, order = Order }));
        Assert.Equal(HttpStatusCode.Conflict, (await app.As(who).TryPost($"/api/v1/cases/{id}/messages", new { text = "Hello?" })).StatusCode);
        Assert.DoesNotContain((await app.As(First).Get("/api/v1/retention/ended?limit=200"))["items"]!.AsArray(), line => (Guid)line!["id"]! == id);
    }

    [Fact]
    public async Task What_is_turned_down_keeps_its_record_and_can_be_proposed_again()
    {
        var (id, _) = await Granted(CaseApp.Citizen());
        app.Clock.Set(began.AddYears(21));
        var proposal = await Propose(id);
        Assert.Equal("case.destruction-reason", await Code(Second, "destructions/decision", new { destructions = new[] { proposal }, confirm = false }));
        await app.As(Second).Post("/api/v1/retention/destructions/decision", new { destructions = new[] { proposal }, confirm = false, reason = "A court asked for it" });

        Assert.True(await Holds(id, Secret));
        Assert.Equal("case.destruction-decided", await Code(Second, "destructions/decision", new { destructions = new[] { proposal }, confirm = true }));
        await Propose(id);
    }

    [Fact]
    public async Task On_the_page_one_proposes_and_the_other_destroys()
    {
        var who = CaseApp.Citizen();
        var (id, _) = await Granted(who);
        app.Clock.Set(began.AddYears(21));
        var one = new Browser(app.Client(First));
        await one.Open("/admin/retention");
        await one.Submit("propose", ("case", id.ToString()), ("order", Order), ("act", "propose"));
        Assert.Contains("Proposed. Another administrator", one.Text, StringComparison.Ordinal);
        var proposal = (Guid)(await app.As(First).Get("/api/v1/retention/destructions?limit=200"))["items"]!.AsArray().Single(line => (Guid)line!["case"]! == id)!["id"]!;

        var other = new Browser(app.Client(Second));
        await other.Open("/admin/retention");
        await other.Submit("decide", ("destruction", proposal.ToString()), ("act", "confirm"));
        Assert.Contains("The records are destroyed.", other.Text, StringComparison.Ordinal);
        var citizen = new Browser(app.Client(who));
        await citizen.Open($"/applications/{id}");
        Assert.Contains(Order, citizen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Lakshmi", citizen.Text, StringComparison.Ordinal);
    }

    private async Task<(Guid Case, Guid Upload)> Granted(Actor who)
    {
        app.Clock.Set(began);
        var citizen = app.As(who);
        var id = await CaseApp.Draft(citizen, "old-age-pension", CaseApp.PensionPages("Lakshmi Amma", CaseApp.Panchayat));
        foreach (var document in new[] { "identity-proof", "residence-proof", "income-certificate-copy" }) await CaseApp.Attach(citizen, id, document);
        // A file like no other, so that its content is this case's alone.
        byte[] paper = [.. await File.ReadAllBytesAsync(Path.Combine(Tree.Root, "demo", "sample-document.pdf")), .. Encoding.ASCII.GetBytes($"\n% {id}\n")];
        using var content = new ByteArrayContent(paper) { Headers = { ContentType = new("application/pdf") } };
        var upload = (Guid)(await citizen.Send(HttpMethod.Post, "/api/v1/uploads?name=age.pdf", content))["id"]!;
        await citizen.Post($"/api/v1/drafts/{id}/documents/age-proof", new { upload });
        await citizen.Post($"/api/v1/drafts/{id}/submission", new { });
        await citizen.Post($"/api/v1/cases/{id}/messages", new { text = Letter });
        var secretary = app.As(await app.Officer("panchayat-secretary", CaseApp.Panchayat));
        await secretary.Post($"/api/v1/cases/{id}/actions/forward", new { fields = new JsonObject { ["visit-date"] = "2026-11-16", ["visit-report"] = Secret } });
        await secretary.Post($"/api/v1/cases/{id}/actions/recommend", new { fields = new JsonObject { ["resolution-number"] = "12/2026", ["resolution-date"] = "2026-11-16" } });
        var officer = app.As(await app.Officer("social-justice-officer", CaseApp.Panchayat));
        await officer.Post($"/api/v1/cases/{id}/actions/approve", new { });
        await app.Settle();
        return (id, upload);
    }

    private async Task<Guid> Propose(Guid id) => (Guid)(await app.As(First).Post("/api/v1/retention/destructions", new { cases = new[] { id }, order = Order }))["destructions"]![0]!;

    private Task<JsonNode> Confirm(Guid proposal) => app.As(Second).Post("/api/v1/retention/destructions/decision", new { destructions = new[] { proposal }, confirm = true });

    private async Task Destroy(Guid id)
    {
        await Confirm(await Propose(id));
        await app.Settle();
    }

    private async Task<string> Code(Actor actor, string path, object body)
    {
        var answer = await app.As(actor).TryPost($"/api/v1/retention/{path}", body);
        return ((string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["type"]!).Replace("urn:openseva:refusal:", "", StringComparison.Ordinal);
    }

    private Task<string> FileOf(Guid upload) => app.Read(async services =>
    {
        var hash = await services.GetRequiredService<DocumentsDb>().Uploads.Where(row => row.Id == upload).Select(row => row.Hash).SingleAsync();
        return Path.Combine(app.DataDirectory, "files", hash[..2], hash);
    });

    /// <summary>Whether what was written stands anywhere in the record.</summary>
    private Task<bool> Holds(Guid id, string words) => app.Read(async services =>
    {
        var db = services.GetRequiredService<CasesDb>();
        var all = new List<string?>();
        all.AddRange((await db.Answers.Where(one => one.CaseId == id).ToListAsync()).Select(one => one.Answers.ToJsonString()));
        all.AddRange((await db.Acts.Where(one => one.CaseId == id).ToListAsync()).SelectMany(one => new[] { one.Remarks, one.Fields?.ToJsonString() }));
        all.AddRange(await db.Messages.Where(one => one.CaseId == id).Select(one => one.Text).ToListAsync());
        all.AddRange(await db.Cases.Where(one => one.Id == id).Select(one => one.ApplicantName).ToListAsync());
        return all.Exists(text => text?.Contains(words, StringComparison.Ordinal) is true);
    });

    private async Task<long> Count(string sql)
    {
        await using var connection = app.Services.GetRequiredService<Storage>().NewConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task Execute(string sql)
    {
        await using var owner = await app.Services.GetRequiredService<Storage>().OpenOwner(default);
        await using var command = owner.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    private static string Text(Guid id) => Database.IsPostgres ? id.ToString() : id.ToString().ToUpperInvariant();

    private static Actor Administrator() => new(ActorKind.Staff, Guid.CreateVersion7(), null, "revenue", [Grant.Administrator]);
}

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

/// <summary>A case that was granted, the years that go by, and the two who destroy its record.</summary>
public abstract class Destroying(CaseApp app) : IClassFixture<CaseApp>, IAsyncDisposable
{
    protected const string Secret = "Visited the house and saw her.", Letter = "My son lives abroad.", Order = "State Archives 12/2047";
    protected static readonly Actor First = Administrator(), Second = Administrator();
    protected CaseApp App { get; } = app;

    protected DateTimeOffset Began { get; } = app.Clock.GetUtcNow();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        App.Clock.Set(Began);
        return ValueTask.CompletedTask;
    }

    protected async Task<(Guid Case, Guid Upload)> Granted(Actor who, string name = "Lakshmi Amma", string report = Secret, string letter = Letter)
    {
        App.Clock.Set(Began);
        var citizen = App.As(who);
        var id = await CaseApp.Draft(citizen, "old-age-pension", CaseApp.PensionPages(name, CaseApp.Panchayat));
        foreach (var document in new[] { "identity-proof", "residence-proof", "income-certificate-copy" }) await CaseApp.Attach(citizen, id, document);
        // A file like no other, so that its content is this case's alone.
        byte[] paper = [.. await File.ReadAllBytesAsync(Path.Combine(Tree.Root, "demo", "sample-document.pdf")), .. Encoding.ASCII.GetBytes($"\n% {id}\n")];
        using var content = new ByteArrayContent(paper) { Headers = { ContentType = new("application/pdf") } };
        var upload = (Guid)(await citizen.Send(HttpMethod.Post, "/api/v1/uploads?name=age.pdf", content))["id"]!;
        await citizen.Post($"/api/v1/drafts/{id}/documents/age-proof", new { upload });
        await citizen.Post($"/api/v1/drafts/{id}/submission", new { });
        await citizen.Post($"/api/v1/cases/{id}/messages", new { text = letter });
        var secretary = App.As(await App.Officer("panchayat-secretary", CaseApp.Panchayat));
        await secretary.Post($"/api/v1/cases/{id}/actions/forward", new { fields = new JsonObject { ["visit-date"] = "2026-11-16", ["visit-report"] = report } });
        await secretary.Post($"/api/v1/cases/{id}/actions/recommend", new { fields = new JsonObject { ["resolution-number"] = "12/2026", ["resolution-date"] = "2026-11-16" } });
        var officer = App.As(await App.Officer("social-justice-officer", CaseApp.Panchayat));
        await officer.Post($"/api/v1/cases/{id}/actions/approve", new { });
        await App.Settle();
        return (id, upload);
    }

    protected async Task<Guid> Propose(Guid id) => (Guid)(await App.As(First).Post("/api/v1/retention/destructions", new { cases = new[] { id }, order = Order }))["destructions"]![0]!;

    protected Task<JsonNode> Confirm(Guid proposal) => App.As(Second).Post("/api/v1/retention/destructions/decision", new { destructions = new[] { proposal }, confirm = true });

    protected async Task Destroy(Guid id)
    {
        await Confirm(await Propose(id));
        await App.Settle();
    }

    protected async Task<string> Code(Actor actor, string path, object body)
    {
        var answer = await App.As(actor).TryPost($"/api/v1/retention/{path}", body);
        return ((string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["type"]!).Replace("urn:openseva:refusal:", "", StringComparison.Ordinal);
    }

    protected Task<string> FileOf(Guid upload) => App.Read(async services =>
    {
        var hash = await services.GetRequiredService<DocumentsDb>().Uploads.Where(row => row.Id == upload).Select(row => row.Hash).SingleAsync();
        return Path.Combine(App.DataDirectory, "files", hash[..2], hash);
    });

    /// <summary>Whether what was written stands anywhere in the record.</summary>
    protected Task<bool> Holds(Guid id, string words) => App.Read(async services =>
    {
        var db = services.GetRequiredService<CasesDb>();
        var all = new List<string?>();
        all.AddRange((await db.Answers.Where(one => one.CaseId == id).ToListAsync()).Select(one => one.Answers.ToJsonString()));
        all.AddRange((await db.Acts.Where(one => one.CaseId == id).ToListAsync()).SelectMany(one => new[] { one.Remarks, one.Fields?.ToJsonString() }));
        all.AddRange(await db.Messages.Where(one => one.CaseId == id).Select(one => one.Text).ToListAsync());
        all.AddRange(await db.Cases.Where(one => one.Id == id).Select(one => one.ApplicantName).ToListAsync());
        return all.Exists(text => text?.Contains(words, StringComparison.Ordinal) is true);
    });

    protected async Task<long> Count(string sql)
    {
        await using var connection = App.Services.GetRequiredService<Storage>().NewConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    protected async Task<string?> Scalar(string sql)
    {
        await using var owner = await App.Services.GetRequiredService<Storage>().OpenOwner(default);
        await using var command = owner.CreateCommand();
        command.CommandText = sql;
        return (string?)await command.ExecuteScalarAsync();
    }

    /// <summary>The columns of the database in which a word stands.</summary>
    protected async Task<HashSet<string>> Places(string word)
    {
        await using var owner = await App.Services.GetRequiredService<Storage>().OpenOwner(default);
        await using var command = owner.CreateCommand();
        command.CommandText = Database.IsPostgres
            ? "select table_name, column_name from information_schema.columns where table_schema = 'public' and data_type = 'text'"
            : "select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table'";
        var columns = new List<(string Table, string Column)>();
        await using (var rows = await command.ExecuteReaderAsync())
            while (await rows.ReadAsync()) columns.Add((rows.GetString(0), rows.GetString(1)));
        var found = new HashSet<string>();
        foreach (var (table, column) in columns)
        {
            var text = Database.IsPostgres ? $"\"{column}\"::text" : $"cast(\"{column}\" as text)";
            command.CommandText = $"select count(*) from \"{table}\" where lower({text}) like '%{word}%'";
            if (Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture) > 0) found.Add($"{table}.{column}");
        }

        return found;
    }

    protected async Task Execute(string sql)
    {
        await using var owner = await App.Services.GetRequiredService<Storage>().OpenOwner(default);
        await using var command = owner.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    protected static string Text(Guid id) => Database.IsPostgres ? id.ToString() : id.ToString().ToUpperInvariant();

    protected static Actor Administrator() => new(ActorKind.Staff, Guid.CreateVersion7(), null, "revenue", [Grant.Administrator]);
}

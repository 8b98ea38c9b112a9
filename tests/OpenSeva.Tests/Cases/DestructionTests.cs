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
public sealed class DestructionTests(CaseApp app) : Destroying(app)
{
    [Fact]
    public async Task A_confirmed_destruction_leaves_the_register_entry_the_certificate_and_a_journal_that_verifies()
    {
        var who = CaseApp.Citizen();
        var (id, upload) = await Granted(who);
        var before = await App.As(who).Get($"/api/v1/cases/{id}");
        var issued = before["issued"]!.AsArray().Single()!;
        var file = await FileOf(upload);
        Assert.True(File.Exists(file));
        App.Clock.Set(Began.AddYears(21));
        var proposal = await Propose(id);
        Assert.Equal("case.destruction-same-person", await Code(First, "destructions/decision", new { destructions = new[] { proposal }, confirm = true }));
        Assert.Null((await App.As(who).Get($"/api/v1/cases/{id}"))["destroyed"]);

        await App.As(Second).Post("/api/v1/retention/destructions/decision", new { destructions = new[] { proposal }, confirm = true });
        await App.Settle();

        var after = await App.As(who).Get($"/api/v1/cases/{id}");
        foreach (var kept in new[] { "number", "service", "state", "submittedAt", "decidedAt" }) Assert.Equal(before[kept]!.ToJsonString(), after[kept]!.ToJsonString());
        Assert.Equal(("", "{}", "[]", Order), ((string)after["applicantName"]!, after["answers"]!.ToJsonString(), after["documents"]!.ToJsonString(), (string)after["destroyed"]!["order"]!));
        Assert.Equal(["submitted", "forwarded", "recommended", "approved", "record-destroyed"], after["history"]!.AsArray().Select(line => (string)line!["kind"]!));
        Assert.Empty((await App.As(who).Get($"/api/v1/cases/{id}/messages"))["items"]!.AsArray());
        Assert.False(File.Exists(file));
        Assert.Equal(HttpStatusCode.NotFound, (await App.As(who).Try(HttpMethod.Get, $"/files/uploads/{upload}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await App.As(who).Try(HttpMethod.Get, (string)issued["downloadPath"]!)).StatusCode);
        Assert.Contains((string)issued["number"]!, await (await App.Client().GetAsync(new Uri((string)issued["verifyPath"]!, UriKind.Relative))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null((await App.VerifyJournal()).Fault);
    }

    /// <summary>Every text of every table is searched; what docs/operators/retention.md says stays is named here.</summary>
    [Fact]
    public async Task Nothing_written_in_the_record_stays_in_the_database_and_no_salt_under_it()
    {
        var (id, upload) = await Granted(CaseApp.Citizen(), "Ummukulsu Beevi", "Ummukulsu lives there.", "My mother Ummukulsu is ill.");
        var before = await Places("ummukulsu");
        Assert.Superset(new HashSet<string> { "case_file.applicant_name", "case_answers.answers", "case_act.fields", "case_message.text", "desk_item.title", "desk_item.words" }, before);
        App.Clock.Set(Began.AddYears(21));
        await Destroy(id);
        // Answers to keyed requests and delivered events are swept after a month.
        await App.Read(async services =>
        {
            await services.GetRequiredService<Housekeeping>().Run(default);
            return true;
        });

        Assert.Equal(["issued_document.holder"], await Places("ummukulsu"));
        Assert.Equal(1, await Count($"select count(*) from journal_salt s join journal_entry e on e.id = s.entry where e.stream = 'case/{id:N}'"));
        // The upload's own stream ends with the entry that says its salts are gone; that one digests no row.
        Assert.Equal(0, await Count($"select count(*) from journal_salt s join journal_entry e on e.id = s.entry where e.stream = 'upload/{upload:N}' and e.position < (select length from journal_stream where stream = e.stream)"));
        Assert.True(await Count($"select count(*) from journal_entry where stream = 'case/{id:N}'") > 4);
    }

    [Fact]
    public async Task What_stays_after_a_destruction_can_still_not_be_changed_unseen()
    {
        var (id, _) = await Granted(CaseApp.Citizen());
        App.Clock.Set(Began.AddYears(21));
        await Destroy(id);
        Assert.Null((await App.VerifyJournal()).Fault);

        await Execute($"update issued_document set holder = 'Somebody Else' where case_id = '{Text(id)}'");
        Assert.Contains("the row is not what its last entry wrote", (await App.VerifyJournal()).Fault, StringComparison.Ordinal);
        await Execute($"update issued_document set holder = 'Lakshmi Amma' where case_id = '{Text(id)}'");
        Assert.Null((await App.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task A_case_that_has_to_be_kept_is_refused_and_so_is_every_case_proposed_with_it()
    {
        var (old, _) = await Granted(CaseApp.Citizen());
        App.Clock.Set(Began.AddYears(19));
        Assert.Equal("case.still-kept", await Code(First, "destructions", new { cases = new[] { old }, order = Order }));
        App.Clock.Set(Began.AddYears(21));
        var citizen = App.As(CaseApp.Citizen());
        var open = await CaseApp.Pension(citizen, "Still Open");

        Assert.Equal("case.still-kept", await Code(First, "destructions", new { cases = new[] { old, open }, order = Order }));
        Assert.DoesNotContain((await App.As(First).Get("/api/v1/retention/destructions"))["items"]!.AsArray(), line => (Guid)line!["case"]! == old);
        Assert.Equal(HttpStatusCode.Forbidden, (await citizen.TryPost("/api/v1/retention/destructions", new { cases = new[] { old }, order = Order })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await App.As(First).TryPost("/api/v1/retention/destructions", new { cases = Array.Empty<Guid>(), order = Order })).StatusCode);
    }

    [Fact]
    public async Task A_second_destruction_is_harmless_and_a_destroyed_record_takes_nothing_in()
    {
        var who = CaseApp.Citizen();
        var (id, _) = await Granted(who);
        App.Clock.Set(Began.AddYears(21));
        var proposal = await Propose(id);
        Assert.Equal("case.destruction-there", await Code(First, "destructions", new { cases = new[] { id }, order = Order }));
        await Confirm(proposal);
        var entries = await Count($"select count(*) from journal_entry where stream = 'case/{id:N}'");
        await Confirm(proposal);

        Assert.Equal(entries, await Count($"select count(*) from journal_entry where stream = 'case/{id:N}'"));
        Assert.Equal("case.record-destroyed", await Code(First, "destructions", new { cases = new[] { id }, order = Order }));
        Assert.Equal(HttpStatusCode.Conflict, (await App.As(who).TryPost($"/api/v1/cases/{id}/messages", new { text = "Hello?" })).StatusCode);
        Assert.DoesNotContain((await App.As(First).Get("/api/v1/retention/ended?limit=200"))["items"]!.AsArray(), line => (Guid)line!["id"]! == id);
    }

    [Fact]
    public async Task What_is_turned_down_keeps_its_record_and_can_be_proposed_again()
    {
        var (id, _) = await Granted(CaseApp.Citizen());
        App.Clock.Set(Began.AddYears(21));
        var proposal = await Propose(id);
        Assert.Equal("case.destruction-reason", await Code(Second, "destructions/decision", new { destructions = new[] { proposal }, confirm = false }));
        await App.As(Second).Post("/api/v1/retention/destructions/decision", new { destructions = new[] { proposal }, confirm = false, reason = "A court asked for it" });

        Assert.True(await Holds(id, Secret));
        Assert.Equal("case.destruction-decided", await Code(Second, "destructions/decision", new { destructions = new[] { proposal }, confirm = true }));
        await Propose(id);
    }

    [Fact]
    public async Task On_the_page_one_proposes_and_the_other_destroys()
    {
        var who = CaseApp.Citizen();
        var (id, _) = await Granted(who);
        App.Clock.Set(Began.AddYears(21));
        var one = new Browser(App.Client(First));
        await one.Open("/admin/retention");
        await one.Submit("propose", ("case", id.ToString()), ("order", Order), ("act", "propose"));
        Assert.Contains("Proposed. Another administrator", one.Text, StringComparison.Ordinal);
        var proposal = (Guid)(await App.As(First).Get("/api/v1/retention/destructions?limit=200"))["items"]!.AsArray().Single(line => (Guid)line!["case"]! == id)!["id"]!;

        var other = new Browser(App.Client(Second));
        await other.Open("/admin/retention");
        await other.Submit("decide", ("destruction", proposal.ToString()), ("act", "confirm"));
        Assert.Contains("The records are destroyed.", other.Text, StringComparison.Ordinal);
        var citizen = new Browser(App.Client(who));
        await citizen.Open($"/applications/{id}");
        Assert.Contains(Order, citizen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Lakshmi", citizen.Text, StringComparison.Ordinal);
        Assert.Contains("A certificate that was issued can still be verified.", citizen.Text, StringComparison.Ordinal);
        Assert.Null(citizen.Document.QuerySelector("a[href$=acknowledgement]"));
        await citizen.Open($"/applications/{id}/acknowledgement");
        Assert.Contains(Order, citizen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Print", citizen.Text, StringComparison.Ordinal);
    }
}

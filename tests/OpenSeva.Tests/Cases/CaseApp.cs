using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Directory;
using OpenSeva.Contracts.Payments;
using OpenSeva.Kernel;
using OpenSeva.Payments.Attempts;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Cases;

/// <summary>The demonstration's offices and services, and people who apply and decide over the API.</summary>
public class CaseApp : PayApp
{
    public const string Panchayat = "L221011";
    public const string Village = "V627001";
    public const string Ward = "W2210211";

    internal static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    protected override void Adjust(WebApplicationBuilder builder)
    {
        base.Adjust(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<IAccounts>(new People()));
    }

    /// <summary>Directory and services; people come and go as each test needs them.</summary>
    protected override async Task Prepare()
    {
        await Services.GetRequiredService<Marks>().MakeDemonstration(default);
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Actor = Actor.System;
        foreach (var step in scope.ServiceProvider.GetServices<IDemoStep>().Where(step => step.Order is 10 or 30).OrderBy(step => step.Order)) await step.Load(default);
        await Settle();
    }

    public static Actor Citizen(Guid? id = null) => new(ActorKind.Citizen, id ?? Guid.CreateVersion7(), null, null, []);

    /// <summary>Whoever sits in the post that answers for a role over a place.</summary>
    public async Task<Actor> Officer(string role, string unit, Guid? staff = null)
    {
        var seat = await Read(services => services.GetRequiredService<IDirectory>().Route(role, unit, null, DateOnly.FromDateTime(Clock.GetUtcNow().Date), default));
        Assert.NotNull(seat);
        return new Actor(ActorKind.Staff, staff ?? seat.Holder?.StaffId ?? Guid.CreateVersion7(), seat.PostId, seat.Office.Department, []);
    }

    public Api As(Actor? actor) => new(Client(actor));

    /// <summary>A pension application as far as the last page, documents given.</summary>
    public static async Task<Guid> PensionDraft(Api citizen, string name = "Lakshmi Amma", string panchayat = Panchayat)
    {
        var id = await Draft(citizen, "old-age-pension", PensionPages(name, panchayat));
        foreach (var document in new[] { "age-proof", "identity-proof", "residence-proof", "income-certificate-copy" }) await Attach(citizen, id, document);
        return id;
    }

    public static async Task<Guid> Pension(Api citizen, string name = "Lakshmi Amma", string panchayat = Panchayat)
    {
        var id = await PensionDraft(citizen, name, panchayat);
        await citizen.Post($"/api/v1/drafts/{id}/submission", new { });
        return id;
    }

    public static async Task<Guid> Draft(Api citizen, string service, IEnumerable<(string Page, object Answers)> pages)
    {
        var id = (await citizen.Post("/api/v1/drafts", new { service }))["id"]!.GetValue<Guid>();
        foreach (var (page, answers) in pages) await citizen.Put($"/api/v1/drafts/{id}/pages/{page}", new { answers });
        return id;
    }

    public static async Task<Guid> Upload(Api citizen)
    {
        using var content = new ByteArrayContent(Picture) { Headers = { ContentType = new("image/png") } };
        return (await citizen.Send(HttpMethod.Post, "/api/v1/uploads?name=proof.png", content))["id"]!.GetValue<Guid>();
    }

    public static async Task Attach(Api citizen, Guid draft, string document) =>
        await citizen.Post($"/api/v1/drafts/{draft}/documents/{document}", new { upload = await Upload(citizen) });

    public static IEnumerable<(string, object)> PensionPages(string name, string panchayat) =>
    [
        ("applicant", new JsonObject { ["applicant-name"] = name, ["guardian-name"] = "Raman", ["birth-date"] = "1955-05-05", ["gender"] = "female", ["marital-status"] = "widowed", ["mobile"] = "9400000001" }),
        ("residence", new JsonObject { ["house"] = "12", ["panchayat"] = panchayat, ["pin-code"] = "682001", ["resident-years"] = 40 }),
        ("household", new JsonObject { ["lives-alone"] = true, ["annual-income"] = 36000_00 / 10, ["other-pension"] = false, ["pays-income-tax"] = false }),
        ("payment", new JsonObject { ["pay-by"] = "home" }),
    ];

    /// <summary>An income certificate's application, sent; the poorest households pay no fee.</summary>
    public static async Task<Guid> Income(Api citizen, long annualIncome = 240_000_00)
    {
        var id = await Draft(citizen, "income-certificate",
        [
            ("applicant", new JsonObject { ["applicant-name"] = "Meera Thomas", ["guardian-name"] = "Thomas", ["birth-date"] = "1990-05-05", ["gender"] = "female", ["mobile"] = "9400000003" }),
            ("residence", new JsonObject { ["house"] = "12 Temple Road", ["village"] = Village, ["pin-code"] = "682001", ["resident"] = true }),
            ("family", new JsonObject
            {
                ["ration-card"] = "priority",
                ["members"] = new JsonArray(new JsonObject { ["member-name"] = "Meera Thomas", ["relation"] = "self", ["member-age"] = 36, ["member-income"] = annualIncome }),
            }),
            ("income", new JsonObject { ["salaried"] = false, ["owns-land"] = false, ["has-business"] = false, ["annual-income"] = annualIncome }),
            ("purpose", new JsonObject { ["purpose"] = "scholarship" }),
        ]);
        foreach (var document in new[] { "identity-proof", "address-proof", "ration-card-copy" }) await Attach(citizen, id, document);
        await citizen.Post($"/api/v1/drafts/{id}/submission", new { });
        return id;
    }

    /// <summary>A trade licence's draft, complete; the fee is 100 and, for 45 square metres, 1,000 rupees.</summary>
    public static async Task<Guid> LicenceDraft(Api citizen)
    {
        var id = await Draft(citizen, "trade-licence",
        [
            ("owner", new JsonObject { ["owner-name"] = "Biju Thomas", ["birth-date"] = "1980-05-05", ["mobile"] = "9400000002", ["owner-address"] = "House 4", ["ownership"] = "proprietor", ["owner-disability"] = false }),
            ("premises", new JsonObject { ["trade-name"] = "Biju Tea", ["building-number"] = "4/12", ["street"] = "Market Road", ["ward"] = Ward, ["pin-code"] = "682001", ["premises-held"] = "rented", ["floor-area"] = 45 }),
            ("trade", new JsonObject { ["trade-kind"] = "eating-house", ["starts-on"] = "2026-12-01", ["workers"] = 2, ["uses-power"] = false, ["flammable"] = true, ["discharge"] = false }),
        ]);
        foreach (var document in new[] { "identity-proof", "site-plan", "rent-agreement", "food-registration" }) await Attach(citizen, id, document);
        return id;
    }

    /// <summary>The citizen pays what a draft owes, and the news of it arrives.</summary>
    public async Task Pay(Guid draft, Guid citizen)
    {
        var demand = await Read(services => services.GetRequiredService<IPayments>().Of(draft, default));
        var started = await Start(demand!, citizen);
        await Hear(started!.Payment, $"T-{started.Payment:N}", NewsKind.Succeeded, demand!.Total.Paise);
        await Settle();
    }

    /// <summary>Lost the power of an administrator.</summary>
    public static Guid Relieved { get; } = Guid.CreateVersion7();

    private sealed class People : IAccounts
    {
        public Task<CitizenCard?> Citizen(Guid id, CancellationToken ct) => Task.FromResult<CitizenCard?>(new(id, "Lakshmi Amma", "lakshmi@example.in", "9400001234", "ml"));

        public Task<StaffCard?> Staff(Guid id, CancellationToken ct) => Task.FromResult<StaffCard?>(new(id, "Officer", "revenue"));

        public Task<IReadOnlyDictionary<Guid, string>> StaffNames(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
            Task.FromResult<IReadOnlyDictionary<Guid, string>>(ids.ToDictionary(id => id, _ => "Officer"));

        public Task<bool> HasPower(Guid staff, string power, CancellationToken ct) => Task.FromResult(staff != Relieved);

        public Task<IReadOnlyList<StaffCard>> StaffOf(string? department, CancellationToken ct) => Task.FromResult<IReadOnlyList<StaffCard>>([]);
    }
}

/// <summary>One person's way to the API: every change carries a key of its own.</summary>
public sealed class Api(HttpClient http)
{
    public HttpClient Http => http;

    public async Task<JsonNode> Get(string path) => await Read(await http.GetAsync(new Uri(path, UriKind.Relative)));

    public Task<JsonNode> Post(string path, object body, string? match = null) => Send(HttpMethod.Post, path, JsonContent.Create(body), match);

    public Task<JsonNode> Put(string path, object body, string? match = null) => Send(HttpMethod.Put, path, JsonContent.Create(body), match);

    public async Task<JsonNode> Send(HttpMethod method, string path, HttpContent body, string? match = null) => await Read(await Try(method, path, body, match));

    /// <summary>The answer as it comes, right or wrong.</summary>
    public async Task<HttpResponseMessage> Try(HttpMethod method, string path, HttpContent? body = null, string? match = null, string? key = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body };
        request.Headers.Add("Idempotency-Key", key ?? Guid.CreateVersion7().ToString("N"));
        if ((match ?? (method == HttpMethod.Put ? "*" : null)) is { } tag) request.Headers.TryAddWithoutValidation("If-Match", tag);
        return await http.SendAsync(request);
    }

    public Task<HttpResponseMessage> TryPost(string path, object body, string? match = null, string? key = null) => Try(HttpMethod.Post, path, JsonContent.Create(body), match, key);

    private static async Task<JsonNode> Read(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {answer.RequestMessage?.RequestUri}: {text}");
        return text.Length > 0 ? JsonNode.Parse(text)! : new JsonObject();
    }
}

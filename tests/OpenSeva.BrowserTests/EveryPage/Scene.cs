using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace OpenSeva.BrowserTests.EveryPage;

/// <summary>
/// People of the demonstration, each with one device, and what each page needs to be there: a draft, a fee, an
/// application with an objection, a certificate. Made over the API with the people's own sessions.
/// </summary>
internal sealed partial class Scene(Product product)
{
    private readonly Dictionary<string, IPage> devices = [];
    private readonly Dictionary<(string Who, string Page), IReadOnlyList<string>> links = [];

    public async Task<IPage> Device(string who)
    {
        if (devices.TryGetValue(who, out var known)) return known;

        var page = await product.Visitor();
        if (who is not "")
        {
            var (name, post) = who.Split('|') is [var one, var two] ? (one, two) : (who, null);
            await new Journey.Person(page, "en", 1280).SignInAs(name, post);
        }

        return devices[who] = page;
    }

    /// <summary>A sent income application, its fee paid in the browser.</summary>
    public async Task<Guid> Draft(string citizen, bool complete)
    {
        var id = (await Post(citizen, "/api/v1/drafts", new { service = "income-certificate" })).GetProperty("id").GetGuid();
        if (!complete) return id;

        foreach (var (page, answers) in Answers)
            await Send(citizen, "PUT", $"/api/v1/drafts/{id}/pages/{page}", new { answers });
        foreach (var document in new[] { "identity-proof", "address-proof" }) await Attach(citizen, $"/api/v1/drafts/{id}/documents/{document}");
        return id;
    }

    public async Task<JsonElement> Post(string who, string path, object body) => await Send(who, "POST", path, body);

    public async Task<JsonElement> Get(string who, string path)
    {
        var answer = await (await Device(who)).APIRequest.GetAsync(path);
        Assert.True(answer.Ok, $"{path} answered {answer.Status}: {await answer.TextAsync()}");
        return (await answer.JsonAsync())!.Value;
    }

    /// <summary>What happens after an act arrives a moment later.</summary>
    public static async Task<T> Soon<T>(Func<Task<T?>> look)
    {
        for (var i = 0; i < 80; i++)
        {
            if (await look() is { } found) return found;
            await Task.Delay(250);
        }

        throw new InvalidOperationException("What was waited for did not happen.");
    }

    /// <summary>The first address of a shape that a person reaches by links from some page.</summary>
    /// <param name="below">Only pages with such addresses are looked through on the way.</param>
    public async Task<string> Reach(string who, string from, string shape, string? below = null)
    {
        var wanted = new Regex($"^{Regex.Replace(shape, @"\{[^}]+\}", "[^/?#]+")}$");
        var way = new Regex($"^{below ?? Regex.Escape(from.Split('?')[0])}");
        var (seen, next) = (new HashSet<string> { from }, new Queue<string>([from]));
        while (next.TryDequeue(out var page) && seen.Count < 400)
        {
            foreach (var link in await LinksOn(who, page))
            {
                if (wanted.IsMatch(link)) return link;
                if (way.IsMatch(link) && seen.Add(link)) next.Enqueue(link);
            }
        }

        throw new InvalidOperationException($"No link like {shape} is reached from {from} by {who}.");
    }

    private async Task<IReadOnlyList<string>> LinksOn(string who, string page)
    {
        if (links.TryGetValue((who, page), out var known)) return known;
        var html = await (await (await Device(who)).APIRequest.GetAsync(page)).TextAsync();
        return links[(who, page)] = [.. Links().Matches(html).Select(match => System.Net.WebUtility.HtmlDecode(match.Groups[1].Value)).Where(link => !link.Contains("lang=", StringComparison.Ordinal)).Distinct()];
    }

    private async Task Attach(string citizen, string path)
    {
        var file = await (await Device(citizen)).APIRequest.PostAsync("/api/v1/uploads?name=proof.pdf", new()
        {
            DataByte = await File.ReadAllBytesAsync(Path.Combine(Product.Root, "demo", "sample-document.pdf")),
            Headers = new Dictionary<string, string> { ["Content-Type"] = "application/pdf", ["Idempotency-Key"] = Guid.CreateVersion7().ToString() },
        });
        await Post(citizen, path, new { upload = (await file.JsonAsync())!.Value.GetProperty("id").GetGuid() });
    }

    private async Task<JsonElement> Send(string who, string method, string path, object body)
    {
        var answer = await (await Device(who)).APIRequest.FetchAsync(path, new()
        {
            Method = method,
            DataObject = body,
            Headers = new Dictionary<string, string> { ["Idempotency-Key"] = Guid.CreateVersion7().ToString(), ["If-Match"] = "*" },
        });
        Assert.True(answer.Ok, $"{method} {path} answered {answer.Status}: {await answer.TextAsync()}");
        return await answer.TextAsync() is { Length: > 0 } ? (await answer.JsonAsync())!.Value : default;
    }

    private static IEnumerable<(string Page, object Answers)> Answers =>
    [
        ("applicant", new Dictionary<string, object> { ["applicant-name"] = "Meera Thomas", ["guardian-name"] = "Thomas", ["birth-date"] = "1990-02-28", ["gender"] = "female", ["mobile"] = "9847012345" }),
        ("residence", new Dictionary<string, object> { ["house"] = "12 Temple Road", ["village"] = "V627001", ["pin-code"] = "682024", ["resident"] = true }),
        ("family", new Dictionary<string, object> { ["ration-card"] = "none", ["members"] = new[] { new Dictionary<string, object> { ["member-name"] = "Meera Thomas", ["relation"] = "self", ["member-age"] = 36, ["member-income"] = 24000000 } } }),
        ("income", new Dictionary<string, object> { ["salaried"] = false, ["owns-land"] = false, ["has-business"] = false, ["annual-income"] = 24000000 }),
        ("purpose", new Dictionary<string, object> { ["purpose"] = "scholarship" }),
    ];

    [GeneratedRegex("href=\"(/[^\"#]*)")]
    private static partial Regex Links();
}

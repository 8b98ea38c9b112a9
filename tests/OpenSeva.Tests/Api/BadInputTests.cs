using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.Api;

/// <summary>
/// What is no request at all is a precise problem on every endpoint that the description names, and changes nothing:
/// the endpoints, their actors and a body that fits come from the description itself.
/// </summary>
public sealed class BadInputTests(BadInputApp app) : IClassFixture<BadInputApp>
{
    private static readonly Guid Nothing = Guid.Parse("01935b8e-0000-7000-8000-000000000000");

    [Fact]
    public async Task A_body_that_is_none_is_refused_everywhere()
    {
        var wrong = new List<string>();
        foreach (var operation in (await Operations()).Where(operation => operation.Example is not null && !operation.Path.Contains("/webhooks/", StringComparison.Ordinal)))
        {
            foreach (var (what, body) in Bodies(operation.Example!.AsObject()))
                wrong.AddRange(await Judge(operation, what, await Send(operation, body), what.StartsWith("credential", StringComparison.Ordinal) ? [400, 403, 409] : [400]));
        }

        Assert.True(wrong.Count is 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Null_in_a_list_is_refused_everywhere_with_its_place()
    {
        var wrong = new List<string>();
        foreach (var operation in await Operations())
        {
            foreach (var list in operation.Lists)
            {
                var body = (JsonObject)operation.Example!.DeepClone();
                body[list] = new JsonArray((JsonNode?)null);
                var answer = await Send(operation, body.ToJsonString());
                wrong.AddRange(await Judge(operation, $"null in {list}", answer, [400]));
                var place = (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["at"];
                if (place != $"$.{list}[0]") wrong.Add($"{operation} with null in {list}: at {place}");
            }
        }

        Assert.True(wrong.Count is 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task The_place_of_a_null_is_its_own_also_among_others()
    {
        var operation = (await Operations()).Single(operation => operation.ToString() is "POST /api/v1/directory/posts");
        var body = (JsonObject)operation.Example!.DeepClone();
        body["roles"] = new JsonArray("clerk", null, "clerk");

        Assert.Equal("$.roles[1]", (string?)JsonNode.Parse(await (await Send(operation, body.ToJsonString())).Content.ReadAsStringAsync())!["at"]);
    }

    [Fact]
    public async Task A_value_that_is_far_too_long_is_refused_everywhere()
    {
        var wrong = new List<string>();
        foreach (var operation in (await Operations()).Where(operation => operation.Example is JsonObject && !operation.Path.Contains("/webhooks/", StringComparison.Ordinal)))
        {
            foreach (var (name, value) in operation.Example!.AsObject().Where(member => member.Value is JsonValue text && text.TryGetValue<string>(out _)))
            {
                var body = (JsonObject)operation.Example.DeepClone();
                body[name] = new string('x', 200_000);
                wrong.AddRange(await Judge(operation, $"{name} of 200,000 letters", await Send(operation, body.ToJsonString()), [400, 403, 404, 409]));
            }
        }

        Assert.True(wrong.Count is 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_change_without_a_key_is_refused_everywhere()
    {
        var wrong = new List<string>();
        foreach (var operation in (await Operations()).Where(operation => operation.NeedsKey))
            wrong.AddRange(await Judge(operation, "no key", await Send(operation, operation.Example?.ToJsonString() ?? "", key: false), [400]));

        Assert.True(wrong.Count is 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task An_edit_that_does_not_say_of_which_version_is_refused_everywhere()
    {
        var wrong = new List<string>();
        foreach (var operation in (await Operations()).Where(operation => operation.NeedsMatch))
        {
            var answer = await Send(operation, operation.Example!.ToJsonString(), match: null);
            wrong.AddRange(await Judge(operation, "no If-Match", answer, [428]));
        }

        Assert.True(wrong.Count is 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task What_is_not_there_or_not_ones_own_is_not_found_everywhere()
    {
        var wrong = new List<string>();
        foreach (var operation in (await Operations()).Where(operation => operation.Method == HttpMethod.Get && operation.Path.Contains("{id}", StringComparison.Ordinal)))
            wrong.AddRange(await Judge(operation, "a foreign id", await Send(operation, ""), [404]));

        Assert.True(wrong.Count is 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Nobody_changes_what_is_not_there_or_not_theirs()
    {
        // Nobody is known in this directory, and no gateway is set up: that is found out first.
        string[] earlier = ["/api/v1/directory/posts/{id}/charges", "/api/v1/payments/demands/{id}/payments"];
        var wrong = new List<string>();
        foreach (var operation in (await Operations()).Where(operation => operation.NeedsKey && operation.Path.Contains("{id}", StringComparison.Ordinal) && !earlier.Contains(operation.Path)))
            wrong.AddRange(await Judge(operation, "a foreign id", await Send(operation, operation.Example?.ToJsonString() ?? ""), [404]));

        Assert.True(wrong.Count is 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_list_is_asked_for_with_its_own_cursor_and_a_bounded_size()
    {
        var wrong = new List<string>();
        foreach (var operation in (await Operations()).Where(operation => operation.IsList && !operation.Path.Contains('{')))
        {
            foreach (var query in new[] { "limit=0", "limit=201", "limit=many", "after=%21%21", "after=Zm9vYmFy" })
                wrong.AddRange(await Judge(operation, query, await Send(operation, "", query: query), [400]));
        }

        Assert.True(wrong.Count is 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task An_id_that_is_no_id_leads_nowhere()
    {
        var wrong = new List<string>();
        foreach (var operation in (await Operations()).Where(operation => operation.Path.Contains("{id}", StringComparison.Ordinal)))
        {
            var answer = await Send(operation with { Path = operation.Path.Replace("{id}", "31-02-2026", StringComparison.Ordinal) }, operation.Example?.ToJsonString() ?? "");
            if ((int)answer.StatusCode is not (404 or 405)) wrong.Add($"{operation}: {(int)answer.StatusCode}");
        }

        Assert.True(wrong.Count is 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("2026-02-31")]
    [InlineData("2026-02-29")]
    [InlineData("31-02-2026")]
    [InlineData("2026-13-01")]
    [InlineData("tomorrow")]
    public async Task A_date_that_does_not_exist_is_named_with_its_place(string date)
    {
        var body = new JsonObject { ["name"] = new JsonObject { ["en"] = "X" }, ["reason"] = "G.O. 1", ["from"] = date };
        var operation = (await Operations()).Single(operation => operation.Method == HttpMethod.Put && operation.Path == "/api/v1/directory/departments/{code}");

        var answer = await Send(operation, body.ToJsonString());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal("urn:openseva:problem:json", (string)problem["type"]!);
        Assert.Equal("$.from", (string)problem["at"]!);
    }

    private static IEnumerable<(string What, string Body)> Bodies(JsonObject example)
    {
        yield return ("nothing", "");
        yield return ("no JSON", "{");
        yield return ("a list", "[]");
        yield return ("a text", "\"x\"");
        yield return ("null", "null");
        var more = (JsonObject)example.DeepClone();
        more["colour"] = "red";
        yield return ("an unknown member", more.ToJsonString());
        var (name, value) = example.First();
        yield return ($"{name} twice", $"{{\"{name}\":{value?.ToJsonString() ?? "null"},{example.ToJsonString()[1..]}");
        foreach (var member in example)
        {
            // A list where one thing is asked, one thing where a list is.
            var other = (JsonObject)example.DeepClone();
            other[member.Key] = member.Value is JsonArray ? JsonValue.Create(1) : new JsonArray(new JsonArray(1));
            yield return ($"{member.Key} of another type", other.ToJsonString());
        }
    }

    private static async Task<IEnumerable<string>> Judge(Operation operation, string what, HttpResponseMessage answer, int[] right)
    {
        var status = (int)answer.StatusCode;
        if (!right.Contains(status)) return [$"{operation} with {what}: {status}"];
        if (answer.Content.Headers.ContentType?.MediaType is not "application/problem+json") return [$"{operation} with {what}: {status} is no problem document"];

        var text = await answer.Content.ReadAsStringAsync();
        var problem = JsonNode.Parse(text)!;
        if (((string?)problem["type"])?.StartsWith("urn:openseva:", StringComparison.Ordinal) is not true) return [$"{operation} with {what}: type {problem["type"]}"];
        if (text.Contains("OpenSeva.", StringComparison.Ordinal) || text.Contains("   at ", StringComparison.Ordinal)) return [$"{operation} with {what}: leaks {text}"];
        return (int)problem["status"]! == status ? [] : [$"{operation} with {what}: status {problem["status"]} in the problem, {status} on the wire"];
    }

    private async Task<HttpResponseMessage> Send(Operation operation, string body, bool key = true, string? match = "*", string? query = null)
    {
        var path = operation.Path.Replace("{id}", Nothing.ToString(), StringComparison.Ordinal);
        foreach (var name in new[] { "upload", "clearance", "charge", "caseId", "itemId" }) path = path.Replace($"{{{name}}}", Nothing.ToString(), StringComparison.Ordinal);
        path = path.Replace("{number}", "1", StringComparison.Ordinal);
        while (path.IndexOf('{', StringComparison.Ordinal) is >= 0 and var open) path = path[..open] + "nothing" + path[(path.IndexOf('}', open) + 1)..];
        using var request = new HttpRequestMessage(operation.Method, path + (query is null ? "" : (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + query));
        if (operation.Example is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (key) request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString("N"));
        if (match is not null && operation.NeedsMatch) request.Headers.TryAddWithoutValidation("If-Match", match);
        return await app.Client(operation.Actor).SendAsync(request);
    }

    private async Task<List<Operation>> Operations()
    {
        var document = JsonNode.Parse(await app.Client().GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!;
        return
        [
            .. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(one =>
            {
                var parameters = (one.Value!["parameters"]?.AsArray() ?? []).Select(parameter => (string)parameter!["name"]!).ToList();
                var query = path.Key is "/api/v1/insight/cases" ? "?what=pending" : "";
                return new Operation(
                    new HttpMethod(one.Key.ToUpperInvariant()), path.Key + query, app.For((string)one.Value["description"]!),
                    one.Value["requestBody"]?["content"]?["application/json"]?["example"], parameters.Contains("limit"),
                    one.Key is "put" && parameters.Contains("If-Match"), parameters.Contains("Idempotency-Key"))
                {
                    Lists = [.. ListsOf(document, one.Value["requestBody"]?["content"]?["application/json"]?["schema"])],
                };
            })),
        ];
    }

    /// <summary>Members of a body that are lists, those too that its example leaves out.</summary>
    private static IEnumerable<string> ListsOf(JsonNode document, JsonNode? schema)
    {
        if (schema?["$ref"] is { } reference) schema = document["components"]!["schemas"]![((string)reference!).Split('/')[^1]];
        return schema?["properties"] is not JsonObject members ? []
            : members.Where(member => member.Value!["type"] is { } type && (type is JsonArray several ? several.Any(one => (string)one! is "array") : (string)type! is "array")).Select(member => member.Key);
    }

    private sealed record Operation(HttpMethod Method, string Path, Actor? Actor, JsonNode? Example, bool IsList, bool NeedsMatch, bool NeedsKey)
    {
        public IReadOnlyList<string> Lists { get; init; } = [];

        public override string ToString() => $"{Method} {Path}";
    }
}

/// <summary>Somebody for every policy.</summary>
public sealed class BadInputApp : Accounts.AccountsApp
{
    private readonly Actor staff = new(ActorKind.Staff, Guid.CreateVersion7(), Guid.CreateVersion7(), "revenue", [Grant.Administrator, Grant.Auditor, Grant.DepartmentHead]);
    private Guid citizen;

    public Actor? For(string description) =>
        description.Contains("For: citizen", StringComparison.Ordinal) || description.Contains("For: signed-in", StringComparison.Ordinal) ? new(ActorKind.Citizen, citizen, null, null, [])
        : description.Contains("For anyone", StringComparison.Ordinal) ? null : staff;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var browser = await Citizen("table@example.in", "9400000077");
        citizen = (await Accounts.Browser.Json(await browser.Get("/api/v1/account"))).GetProperty("id").GetGuid();
    }
}

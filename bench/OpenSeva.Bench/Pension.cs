using System.Text.Json.Nodes;
using OpenSeva.Kernel;

namespace OpenSeva.Bench;

/// <summary>An old-age pension on its way: no fee, so that sending it is one act.</summary>
internal static class Pension
{
    public const string Citizen = "Meera Thomas", Another = "Lakshmi Nair", Secretary = "Jisha Menon", Officer = "Mini Warrier";
    private static readonly byte[] Paper = File.ReadAllBytes(Path.Combine(Commands.Flags.Beside("demo"), "sample-document.pdf"));

    private static readonly (string Page, string Answers)[] Form =
    [
        ("applicant", """{"applicant-name":"Meera Thomas","guardian-name":"Thomas","birth-date":"1955-03-11","gender":"female","marital-status":"widowed","mobile":"9847012345"}"""),
        ("residence", """{"house":"7 Canal Side","panchayat":"L221012","pin-code":"683101","resident-years":30}"""),
        ("household", """{"lives-alone":true,"annual-income":3600000,"other-pension":false,"pays-income-tax":false}"""),
        ("payment", """{"pay-by":"home"}"""),
    ];

    private static readonly string[] Documents = ["age-proof", "identity-proof", "residence-proof", "income-certificate-copy"];

    /// <summary>An application as far as the officer who decides, and the rows it consists of.</summary>
    public static async Task<(List<Row> Rows, Rows Before, string Id, string Number)> ToDecide(Engine engine, string applicant)
    {
        using var server = await Server.Start(engine, "web");
        using var citizen = await Visitor.SignedIn(server.Address, applicant);
        using var secretary = await Visitor.SignedIn(server.Address, Secretary);
        using var officer = await Visitor.SignedIn(server.Address, Officer);
        var before = Rows.Of(engine);
        var id = await Draft(citizen);
        var number = await Send(citizen, id);
        await Forward(secretary, id);
        await Recommend(secretary, id);
        return ([.. Rows.Of(engine).Since(before)], before, id, number);
    }

    /// <returns>A draft that wants nothing but to be sent.</returns>
    public static async Task<string> Draft(Visitor citizen)
    {
        var id = (string)(await citizen.Post("/api/v1/drafts/", new { service = "old-age-pension" }))["id"]!;
        foreach (var (page, answers) in Form) await citizen.Put($"/api/v1/drafts/{id}/pages/{page}", new JsonObject { ["answers"] = JsonNode.Parse(answers) });
        foreach (var code in Documents)
        {
            var file = new ByteArrayContent(Paper) { Headers = { ContentType = new("application/pdf") } };
            var upload = (string)(await citizen.Send(HttpMethod.Post, $"/api/v1/uploads?name={code}.pdf", file))["id"]!;
            await citizen.Post($"/api/v1/drafts/{id}/documents/{code}", new { upload });
        }

        return id;
    }

    public static async Task<string> Send(Visitor citizen, string draft) => (string)(await citizen.Post($"/api/v1/drafts/{draft}/submission", new { }))["number"]!;

    public static Task Forward(Visitor secretary, string id) => secretary.Post($"/api/v1/cases/{id}/actions/forward", new
    {
        fields = new Dictionary<string, string> { ["visit-date"] = $"{TimeProvider.System.Today:yyyy-MM-dd}", ["visit-report"] = "Visited at home and found it as stated." },
    });

    public static Task Recommend(Visitor secretary, string id) => secretary.Post($"/api/v1/cases/{id}/actions/recommend", new
    {
        fields = new Dictionary<string, string> { ["resolution-number"] = "14/2026", ["resolution-date"] = $"{TimeProvider.System.Today:yyyy-MM-dd}" },
    });

    public static Task Approve(Visitor officer, string id) => officer.Post($"/api/v1/cases/{id}/actions/approve", new { });
}

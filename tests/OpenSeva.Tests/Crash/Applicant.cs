using System.Text.Json.Nodes;
using OpenSeva.Tests.House;

namespace OpenSeva.Tests.Crash;

/// <summary>A citizen who applies for a pension over the API, and the secretary who forwards it, both never giving up.</summary>
internal sealed class Applicant(StubbornClient citizen, StubbornClient officer) : IDisposable
{
    private static readonly byte[] Paper = File.ReadAllBytes(Path.Combine(Tree.Root, "demo", "sample-document.pdf"));

    private static readonly (string Page, string Answers)[] Form =
    [
        ("applicant", """{"applicant-name":"Meera Thomas","guardian-name":"Thomas","birth-date":"1955-03-11","gender":"female","marital-status":"widowed","mobile":"9847012345"}"""),
        ("residence", """{"house":"7 Canal Side","panchayat":"L221012","pin-code":"683101","resident-years":30}"""),
        ("household", """{"lives-alone":true,"annual-income":3600000,"other-pension":false,"pays-income-tax":false}"""),
        ("payment", """{"pay-by":"home"}"""),
    ];

    private static readonly string[] Documents = ["age-proof", "identity-proof", "residence-proof", "income-certificate-copy"];

    public static async Task<Applicant> SignedIn(Uri address)
    {
        var (citizen, officer) = (new StubbornClient(address), new StubbornClient(address));
        await citizen.SignInAs("Meera Thomas");
        await officer.SignInAs("Jisha Menon");
        return new(citizen, officer);
    }

    /// <returns>Id and number of an application that was sent and forwarded, both acknowledged.</returns>
    public async Task<(string Id, string Number)> Apply()
    {
        var (id, number) = await Send(await Draft());
        var fields = JsonNode.Parse("""{"visit-date":"2026-11-20","visit-report":"Visited at home and found it as stated."}""");
        await officer.Post($"/api/v1/cases/{id}/actions/forward", new JsonObject { ["fields"] = fields });
        return (id, number);
    }

    /// <returns>Id of a draft that wants nothing but to be sent.</returns>
    public async Task<string> Draft()
    {
        var id = (string)(await citizen.Post("/api/v1/drafts/", new { service = "old-age-pension" }))["id"]!;
        foreach (var (page, answers) in Form)
            await citizen.Put($"/api/v1/drafts/{id}/pages/{page}", new JsonObject { ["answers"] = JsonNode.Parse(answers) });
        foreach (var code in Documents)
        {
            var upload = (string)(await citizen.Upload($"/api/v1/uploads?name={code}.pdf", Paper))["id"]!;
            await citizen.Post($"/api/v1/drafts/{id}/documents/{code}", new { upload });
        }

        return id;
    }

    public async Task<(string Id, string Number)> Send(string draft)
    {
        var sent = await citizen.Post($"/api/v1/drafts/{draft}/submission", new { });
        return (draft, (string)sent["number"]!);
    }

    public Task<HttpResponseMessage> SendOnce(string draft) => citizen.Once($"/api/v1/drafts/{draft}/submission", new { });

    public void Dispose()
    {
        citizen.Dispose();
        officer.Dispose();
    }
}

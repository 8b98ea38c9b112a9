using System.Net;
using System.Text.Json.Nodes;
using OpenSeva.Kernel;
using OpenSeva.Tests.House;

namespace OpenSeva.Tests.Crash;

/// <summary>A citizen who applies for a pension over the API, and the two officers who grant it, none ever giving up.</summary>
internal sealed class Applicant(Uri address, params CookieContainer[] cookies) : IDisposable
{
    public static readonly byte[] Paper = File.ReadAllBytes(Path.Combine(Tree.Root, "demo", "sample-document.pdf"));

    /// <summary>Another paper than any that is kept already.</summary>
    public static readonly byte[] Other = [.. Paper, .. "\n%other"u8];

    private static readonly (string Page, string Answers)[] Form =
    [
        ("applicant", """{"applicant-name":"Meera Thomas","guardian-name":"Thomas","birth-date":"1955-03-11","gender":"female","marital-status":"widowed","mobile":"9847012345"}"""),
        ("residence", """{"house":"7 Canal Side","panchayat":"L221012","pin-code":"683101","resident-years":30}"""),
        ("household", """{"lives-alone":true,"annual-income":3600000,"other-pension":false,"pays-income-tax":false}"""),
        ("payment", """{"pay-by":"home"}"""),
    ];

    private static readonly string[] Documents = ["age-proof", "identity-proof", "residence-proof", "income-certificate-copy"];

    private readonly StubbornClient citizen = new(address, cookies.ElementAtOrDefault(0));
    private readonly StubbornClient secretary = new(address, cookies.ElementAtOrDefault(1));
    private readonly StubbornClient sanctioner = new(address, cookies.ElementAtOrDefault(2));

    public StubbornClient Citizen => citizen;

    public int Acknowledged => citizen.Acknowledged + secretary.Acknowledged + sanctioner.Acknowledged;

    public async Task SignIn()
    {
        await citizen.SignInAs("Meera Thomas");
        await secretary.SignInAs("Jisha Menon");
        await sanctioner.SignInAs("Mini Warrier");
    }

    /// <returns>Number of the application, sent and granted, every step acknowledged.</returns>
    public async Task<string> Granted(string draft)
    {
        var number = await Send(draft);
        await Recommend(draft);
        await Approve(draft);
        return number;
    }

    /// <returns>Id of a draft that wants nothing but to be sent; the case keeps it.</returns>
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

    public async Task<string> Send(string draft) => (string)(await citizen.Post(Submission(draft), new { }))["number"]!;

    /// <summary>Through the panchayat's two stages.</summary>
    public async Task Recommend(string id)
    {
        var today = TimeProvider.System.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await secretary.Post($"/api/v1/cases/{id}/actions/forward", new
        {
            fields = new Dictionary<string, string> { ["visit-date"] = today, ["visit-report"] = "Visited at home and found it as stated." },
        });
        await secretary.Post($"/api/v1/cases/{id}/actions/recommend", new
        {
            fields = new Dictionary<string, string> { ["resolution-number"] = "12/2026", ["resolution-date"] = today },
        });
    }

    public Task Approve(string id) => sanctioner.Post(Approval(id), new { });

    public Task<HttpResponseMessage> SendOnce(string draft) => citizen.Once(Submission(draft), new { });

    public Task<HttpResponseMessage> ApproveOnce(string id) => sanctioner.Once(Approval(id), new { });

    public Task<HttpResponseMessage> UploadOnce(byte[] file) => citizen.UploadOnce("/api/v1/uploads?name=other.pdf", file);

    public void Dispose()
    {
        citizen.Dispose();
        secretary.Dispose();
        sanctioner.Dispose();
    }

    public static string Submission(string id) => $"/api/v1/drafts/{id}/submission";

    public static string Approval(string id) => $"/api/v1/cases/{id}/actions/approve";
}

using OpenSeva.Tests.Payments;
using OpenSeva.Tests.Pdf;

namespace OpenSeva.Tests.Cases;

/// <summary>What the enquiry found, beside what the citizen says.</summary>
public sealed class FindingTests(CaseApp app) : IClassFixture<CaseApp>
{
    [Fact]
    public async Task The_certificate_says_what_the_enquiry_found_last_and_not_what_was_claimed()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.Income(citizen, 240_000_00);
        await Assess(id, "recommend", 310_000_00);
        var tahsildar = app.As(await Tahsildar());
        await tahsildar.Post($"/api/v1/cases/{id}/actions/return", new { remarks = "Look at the shop once more." });
        await Assess(id, "advise-refusal", 365_000_00);

        await tahsildar.Post($"/api/v1/cases/{id}/actions/approve", new { });
        await app.Settle();

        var issued = (await citizen.Get($"/api/v1/cases/{id}"))["issued"]!.AsArray()[0]!;
        using var peer = new Peer();
        var text = peer.Run("pdftotext", "-raw", peer.File("c.pdf", await citizen.Http.GetByteArrayAsync(new Uri((string)issued["downloadPath"]!, UriKind.Relative))), "-");
        Assert.Contains("3,65,000", text, StringComparison.Ordinal);
        Assert.DoesNotContain("2,40,000", text, StringComparison.Ordinal);
        Assert.DoesNotContain("3,10,000", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_approves_sees_claim_and_finding_side_by_side_where_they_differ()
    {
        var (other, same) = (await CaseApp.Income(app.As(CaseApp.Citizen())), await CaseApp.Income(app.As(CaseApp.Citizen())));
        await Assess(other, "recommend", 310_000_00);
        await Assess(same, "recommend", 240_000_00);
        var tahsildar = new Browser(app.Client(await Tahsildar()));

        foreach (var page in new[] { "", "/actions/approve" })
        {
            await tahsildar.Open($"/office/cases/{other}{page}");
            var notice = Assert.Single(tahsildar.Document.QuerySelectorAll(".notice"), Differs).TextContent;
            Assert.Contains("2,40,000", notice, StringComparison.Ordinal);
            Assert.Contains("3,10,000", notice, StringComparison.Ordinal);

            await tahsildar.Open($"/office/cases/{same}{page}");
            Assert.DoesNotContain(tahsildar.Document.QuerySelectorAll(".notice"), Differs);
        }

        static bool Differs(AngleSharp.Dom.IElement notice) => notice.TextContent.Contains("The enquiry found something else", StringComparison.Ordinal);
    }

    private Task<OpenSeva.Kernel.Actor> Tahsildar() => app.Officer("tahsildar", CaseApp.Village, staff: Guid.CreateVersion7());

    private async Task Assess(Guid id, string action, long income)
    {
        var officer = app.As(await app.Officer("village-officer", CaseApp.Village));
        await officer.Post($"/api/v1/cases/{id}/actions/{action}", new
        {
            fields = new Dictionary<string, object> { ["enquiry-date"] = "2026-11-16", ["assessed-income"] = income, ["enquiry-report"] = "Visited the house and the shop." },
        });
    }
}

using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Contracts.Directory;
using OpenSeva.Documents.Keys;
using OpenSeva.Documents.Store;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;
using OpenSeva.Pdf;
using OpenSeva.Pdf.Fonts;
using OpenSeva.Pdf.Signing;

namespace OpenSeva.Documents.Certificates;

/// <summary>
/// An application was granted: its certificate is numbered, printed, signed and put on the shelf. Numbering and
/// shelving are commands of their own, so that no transaction waits for the signer.
/// </summary>
internal sealed partial class IssueOnApproval(
    Work work, DocumentsDb db, ICases cases, ICatalogue catalogue, IDirectory directory, IAccounts accounts, CertificateSheet sheets,
    Printer printer, SigningKeys keys, FileStore store, Words words, TimeProvider clock, ILogger<IssueOnApproval> log) : IHandle<CaseDecided>
{
    public async Task Handle(CaseDecided happened, CancellationToken ct)
    {
        if (!happened.Approved) return;

        var service = await catalogue.Version(happened.Service, happened.ServiceVersion, ct)
            ?? throw new InvalidOperationException($"Version {happened.ServiceVersion} of {happened.Service} is not known.");
        if (service.Definition.Certificate is null) return;

        var about = await cases.Case(happened.CaseId, ct) ?? throw new InvalidOperationException($"The case {happened.CaseId} is not known.");
        var answers = await AnswerWording.Of(service, about.Answers, await cases.Findings(about.Id, ct), directory, words, ct);
        var id = await Register(happened, service, about, answers, ct);
        var document = await db.Issued.SingleAsync(row => row.Id == id, ct);
        if (document.Hash is not null) return;

        var facts = new CertificateFacts(document, Day(about.SubmittedAt), Day(happened.At));
        var file = Print(document, sheets.Lay(document, service, answers, facts));
        var hash = store.Put(file);
        await Shelve(id, hash, file.Length, happened.Supersedes, ct);
        LogIssued(document.Number);
    }

    private byte[] Print(IssuedDocument document, Sheet sheet) => printer.Print(sheet, keys.Current, new SignatureNote(
        $"{document.Officer}, {document.Post.En}", document.Title.En, document.Office.En, document.IssuedAt));

    private async Task<Guid> Register(CaseDecided decided, PublishedService service, CaseCard about, AnswerWording answers, CancellationToken ct)
    {
        var issuedOn = Day(decided.At);
        var seat = await directory.Post(decided.PostId, issuedOn, ct) ?? throw new InvalidOperationException($"The post {decided.PostId} is not known.");
        var officer = await accounts.Staff(decided.DecidedBy, ct);
        var template = service.Definition.Certificate!;
        var wording = new Wording(
            Title(service, template.Title, answers), seat.Office.Name, seat.Title, officer?.Name ?? "", about.ApplicantName,
            about.Language, template.ValidMonths is { } months ? issuedOn.AddMonths(months).AddDays(-1) : null);

        return await work.Run(async (DocumentsDb own, Numbers numbers) =>
        {
            // One case, one deliverable: a second approval of the same case finds the first.
            if (await own.Issued.Where(row => row.CaseId == decided.CaseId).Select(row => (Guid?)row.Id).FirstOrDefaultAsync(ct) is { } known) return known;

            var series = $"{service.Definition.Numbering.Kind}-C/{seat.Office.Code}/{issuedOn.Year}";
            var n = await numbers.Draw(series, decided.CaseId, ct);
            var plain = string.Create(CultureInfo.InvariantCulture, $"{series}/{n:000000}");
            var document = IssuedDocument.Register(decided, wording, $"{plain}-{CheckDigit.Of(plain)}", Tokens.New());
            own.Add(document);
            return document.Id;
        }, ct);
    }

    private Task<bool> Shelve(Guid id, string hash, long bytes, Guid? corrected, CancellationToken ct) => work.Run(async (DocumentsDb own) =>
    {
        var document = await own.Issued.SingleAsync(row => row.Id == id, ct);
        if (document.Hash is not null) return false;

        document.Shelve(hash, bytes, clock.Now);
        if (corrected is { } earlierCase && await Last(own, earlierCase, ct) is { } earlier) earlier.ReplaceBy(document, clock.Now);
        return true;
    }, ct);

    /// <summary>What holds today in place of what was issued for a case: another correction may have come first.</summary>
    private static async Task<IssuedDocument?> Last(DocumentsDb own, Guid caseId, CancellationToken ct)
    {
        var last = await own.Issued.SingleOrDefaultAsync(row => row.CaseId == caseId, ct);
        while (last?.ReplacedBy is { } next) last = await own.Issued.SingleAsync(row => row.Number == next, ct);
        return last;
    }

    private static LocalText Title(PublishedService service, string key, AnswerWording answers)
    {
        string In(string language) => service.Texts.In(language, key, answers.In(language));
        return new LocalText(In("en"), In("hi"), In("gu"), In("ml"), In("pa"));
    }

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Time.India).DateTime);

    [LoggerMessage(Level = LogLevel.Information, Message = "Issued {Number}")]
    private partial void LogIssued(string number);
}

using OpenSeva.Contracts.Catalogue;
using OpenSeva.Definitions;
using OpenSeva.Kernel;
using OpenSeva.Pdf;
using Sentence = OpenSeva.Pdf.Text;

namespace OpenSeva.Documents.Certificates;

/// <summary>How a certificate looks: the citizen's language first, English beside or below it, the code to check it by at the end.</summary>
internal sealed class CertificateSheet(Words words, Settings settings, Marks marks)
{
    // Values are set in bold: these two stand around them until the text is cut into spans.
    private const char From = '\u0002', To = '\u0003';

    public Sheet Lay(IssuedDocument document, PublishedService service, AnswerWording answers, CertificateFacts facts)
    {
        IReadOnlyList<string> languages = document.Language == Languages.Default ? [Languages.Default] : [document.Language, Languages.Default];
        var template = service.Definition.Certificate!;
        var first = languages[0];
        List<Block> blocks =
        [
            new Paragraph(new Sentence(first, marks.StateName.In(first), strong: true), 12, Align.Centre),
            new Paragraph(new Sentence(first, document.Office.In(first)), 10.5, Align.Centre) { Ink = Ink.Grey },
            new Gap(6),
            new Heading(new Sentence(first, document.Title.In(first)), 1, Align.Centre) { Ink = Ink.Accent },
        ];
        if (languages.Count > 1) blocks.Add(new Paragraph(new Sentence("en", document.Title.En), 12, Align.Centre) { Ink = Ink.Grey });
        blocks.Add(new Paragraph(
            new Sentence(first, words.In(first, "documents.certificate.number-and-date", document.Number, AnswerWording.Day(facts.IssuedOn))), 10.5, Align.Centre));
        blocks.Add(new Rule());
        if (marks.IsDemonstration) blocks.Add(Note(first, "documents.certificate.demonstration"));

        foreach (var language in languages)
        {
            var values = facts.In(language, answers);
            blocks.AddRange(template.Body.Select(key => new Paragraph(Filled(language, service.Texts.In(language, key), values), language == first ? 11 : 10)));
            blocks.Add(new Gap(3));
        }

        var rows = template.Rows.Select(row => RowOf(row, languages, service, answers)).OfType<Row>().ToList();
        if (rows.Count > 0) blocks.Add(new Table(rows));
        blocks.Add(new Gap(4));
        blocks.Add(Foot(document, languages, facts));

        var title = $"{document.Title.In(first)} {document.Number}";
        return new Sheet(new SheetInfo(title, first, document.Office.In(first), document.Number, document.IssuedAt), blocks)
        {
            Framed = true,
            Footer = new Sentence(first, words.In(first, "documents.certificate.foot", document.ApplicationNumber)),
        };
    }

    private Paragraph Note(string language, string key) =>
        new(new Sentence(language, words.In(language, key), strong: true), 10, Align.Centre) { Ink = Ink.Accent };

    /// <summary>A row whose answer is missing says nothing and is left out.</summary>
    private static Row? RowOf(CertificateRow row, IReadOnlyList<string> languages, PublishedService service, AnswerWording answers)
    {
        var values = languages.Select(language => new Sentence(language, answers.Say(row.Field, language))).ToList();
        if (values[0].Spans[0].Words.Length == 0) return null;

        // What reads the same in both languages (names, dates, amounts) stands once.
        if (values.Count > 1 && values[0].Spans[0].Words == values[1].Spans[0].Words) values.RemoveAt(1);
        return new Row([.. languages.Select(language => new Sentence(language, service.Texts.In(language, row.Label)))], values);
    }

    /// <summary>Who signed, beside the code by which anybody checks it: what belongs together stays on one page.</summary>
    private QrCode Foot(IssuedDocument document, IReadOnlyList<string> languages, CertificateFacts facts)
    {
        var first = languages[0];
        var address = new Uri(settings.PublicUrl, $"/verify/{document.Token}").ToString();
        List<Paragraph> beside =
        [
            new(new Sentence(first, document.Officer, strong: true), 11),
            new(new Sentence(first, $"{document.Post.In(first)}, {document.Office.In(first)}"), 10),
            new(new Sentence(first, words.In(first, "documents.certificate.signed", AnswerWording.Day(facts.IssuedOn))), 9),
            .. languages.Select(language => new Paragraph(new Sentence(language, words.In(language, "documents.certificate.check")), 8) { Ink = Ink.Grey }),
            new(new Sentence("en", address), 7.5) { Ink = Ink.Grey },
        ];
        return new QrCode(address, new Sentence(first, words.In(first, "documents.certificate.code")), beside);
    }

    private static Sentence Filled(string language, string text, IReadOnlyDictionary<string, string> values)
    {
        var marked = Placeholders.Fill(text, values.ToDictionary(pair => pair.Key, pair => $"{From}{pair.Value}{To}"));
        var spans = new List<Span>();
        foreach (var part in marked.Split(From))
        {
            var end = part.IndexOf(To, StringComparison.Ordinal);
            if (end > 0) spans.Add(new Span(part[..end], Strong: true));
            if (end + 1 < part.Length) spans.Add(new Span(part[(end + 1)..]));
        }

        return new Sentence(language, spans);
    }
}

/// <summary>What the office knows about the document, by the names of <see cref="Placeholders.OfDocument"/>.</summary>
internal sealed record CertificateFacts(IssuedDocument Document, DateOnly AppliedOn, DateOnly IssuedOn)
{
    public IReadOnlyDictionary<string, string> In(string language, AnswerWording answers) => new Dictionary<string, string>(answers.In(language))
    {
        ["number"] = Document.Number,
        ["application-number"] = Document.ApplicationNumber,
        ["applied-on"] = AnswerWording.Day(AppliedOn),
        ["issued-on"] = AnswerWording.Day(IssuedOn),
        ["valid-until"] = Document.ValidUntil is { } last ? AnswerWording.Day(last) : "",
        ["office"] = Document.Office.In(language),
        ["post"] = Document.Post.In(language),
        ["officer"] = Document.Officer,
    };
}

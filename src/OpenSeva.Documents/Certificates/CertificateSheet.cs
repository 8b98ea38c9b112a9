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
            .. InEach(languages, language => marks.StateName.In(language), 12, strong: true),
            .. InEach(languages, language => document.Office.In(language), 10.5),
            new Gap(5),
            new Heading(new Sentence(first, document.Title.In(first)), 1, Align.Centre) { Ink = Ink.Accent },
        ];
        if (languages.Count > 1) blocks.Add(new Paragraph(new Sentence("en", document.Title.En), 12, Align.Centre) { Ink = Ink.Grey });
        blocks.AddRange(InEach(languages, language => words.In(language, "documents.certificate.number-and-date", document.Number, AnswerWording.Day(facts.IssuedOn)), 10.5));
        blocks.Add(new Rule());
        if (marks.IsDemonstration) blocks.AddRange(InEach(languages, language => words.In(language, "documents.certificate.demonstration"), 10, strong: true).Select(note => note with { Ink = Ink.Accent }));

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
            OnOnePage = true,
            Footer = new Sentence(first, words.In(first, "documents.certificate.foot", document.ApplicationNumber)),
        };
    }

    /// <summary>Centred, the citizen's language first and English smaller below: whoever reads one of them sees who issued it.</summary>
    private static IEnumerable<Paragraph> InEach(IReadOnlyList<string> languages, Func<string, string> text, double size, bool strong = false) => languages
        .Select((language, i) => new Paragraph(new Sentence(language, text(language), strong && i is 0), i is 0 ? size : Math.Min(size, 9), Align.Centre)
        {
            Ink = i is 0 ? Ink.Black : Ink.Grey,
        });

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
            .. languages.Select((language, i) => new Paragraph(new Sentence(language, $"{document.Post.In(language)}, {document.Office.In(language)}"), i is 0 ? 10 : 8.5)),
            .. languages.Select((language, i) => new Paragraph(new Sentence(language, words.In(language, "documents.certificate.signed", AnswerWording.Day(facts.IssuedOn))), i is 0 ? 9 : 8)),
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

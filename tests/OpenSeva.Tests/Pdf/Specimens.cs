using OpenSeva.Pdf;
using OpenSeva.Pdf.Fonts;

namespace OpenSeva.Tests.Pdf;

/// <summary>An invented certificate in each of the state's languages, with the conjuncts that naive printing gets wrong.</summary>
internal static class Specimens
{
    public const string VerifyUrl = "https://seva.example.in/verify/3vQm8Zk1Yc7tXw5BfLr2Hd";
    public static readonly DateTimeOffset Time = new(2026, 11, 22, 5, 30, 0, TimeSpan.Zero);
    public static readonly Printer Printer = new(TypeCase.Open());
    public static readonly string[] Languages = ["hi", "gu", "ml", "pa", "en"];

    private static readonly Dictionary<string, (string Title, string Before, string Name, string After, string Label, string Amount)> Words = new()
    {
        ["hi"] = ("आय प्रमाण पत्र", "प्रमाणित किया जाता है कि श्रीमती ", "लक्ष्मी द्विवेदी", " की समस्त स्रोतों से वार्षिक पारिवारिक आय राष्ट्रीय नियमों के अनुसार ₹1,20,000 है। यह प्रमाण पत्र छात्रवृत्ति हेतु मान्य है।", "आवेदक का नाम", "वार्षिक आय"),
        ["gu"] = ("આવકનું પ્રમાણપત્ર", "આથી પ્રમાણિત કરવામાં આવે છે કે શ્રીમતી ", "લક્ષ્મી ત્રિવેદી", " ના કુટુંબની તમામ સ્રોતોમાંથી વાર્ષિક આવક ₹1,20,000 છે. આ પ્રમાણપત્ર શિષ્યવૃત્તિ માટે માન્ય છે.", "અરજદારનું નામ", "વાર્ષિક આવક"),
        ["ml"] = ("വരുമാന സർട്ടിഫിക്കറ്റ്", "ശ്രീമതി ", "ലക്ഷ്മി കൃഷ്ണൻകുട്ടി", " എന്നയാളുടെ കുടുംബത്തിന്റെ എല്ലാ സ്രോതസ്സുകളിൽ നിന്നുമുള്ള വാർഷിക വരുമാനം ₹1,20,000 ആണെന്ന് ഇതിനാൽ സാക്ഷ്യപ്പെടുത്തുന്നു. ഈ സർട്ടിഫിക്കറ്റ് വിദ്യാർത്ഥികൾക്കുള്ള സ്കോളർഷിപ്പിന് സാധുവാണ്.", "അപേക്ഷകന്റെ പേര്", "വാർഷിക വരുമാനം"),
        ["pa"] = ("ਆਮਦਨ ਸਰਟੀਫਿਕੇਟ", "ਤਸਦੀਕ ਕੀਤਾ ਜਾਂਦਾ ਹੈ ਕਿ ਸ਼੍ਰੀਮਤੀ ", "ਹਰਪ੍ਰੀਤ ਕੌਰ ਸਿੱਧੂ", " ਦੇ ਪਰਿਵਾਰ ਦੀ ਸਾਰੇ ਸਰੋਤਾਂ ਤੋਂ ਸਾਲਾਨਾ ਆਮਦਨ ₹1,20,000 ਹੈ। ਇਹ ਸਰਟੀਫਿਕੇਟ ਵਿਦਿਆਰਥੀਆਂ ਦੇ ਵਜ਼ੀਫ਼ੇ ਲਈ ਪ੍ਰਮਾਣਿਕ ਹੈ।", "ਬਿਨੈਕਾਰ ਦਾ ਨਾਂ", "ਸਾਲਾਨਾ ਆਮਦਨ"),
        ["en"] = ("Income certificate", "This is to certify that the yearly family income of Smt. ", "Lakshmi Nair", " from all sources, under the office's own rules, is ₹1,20,000. This certificate is valid for scholarships.", "Applicant's name", "Yearly income"),
    };

    public static Sheet Certificate(string language, string? name = null) => new(
        new SheetInfo($"{Words[language].Title} INC/2026/000123", language, "Taluk Office, Kottayam", "INC/2026/000123", Time),
        [
            new Heading(new Text(language, Words[language].Title), 1, Align.Centre) { Ink = Ink.Accent },
            new Paragraph(new Text("en", "Income certificate"), 12, Align.Centre) { Ink = Ink.Grey },
            new Rule(),
            Body(language, name),
            Body("en", name is null ? null : Words["en"].Name),
            new Gap(6),
            new Table(
            [
                new Row([new Text(language, Words[language].Label), new Text("en", "Applicant's name")], [new Text(language, name ?? Words[language].Name)]),
                new Row([new Text(language, Words[language].Amount), new Text("en", "Yearly income")], [new Text("en", "₹1,20,000")]),
            ]),
            new Gap(12),
            new QrCode(VerifyUrl, new Text("en", "QR code: check this certificate"),
            [
                new Paragraph(new Text("en", "INC/2026/000123", strong: true)),
                new Paragraph(new Text("en", $"Check at {VerifyUrl}"), 9) { Ink = Ink.Grey },
            ]),
        ])
    {
        Framed = true,
        Footer = new Text("en", "Issued under the Right to Public Services Act"),
    };

    /// <summary>Everything the certificate says in its own language, in reading order.</summary>
    public static IEnumerable<string> WordsOf(string language) =>
        Certificate(language).Blocks.SelectMany(TextsOf).SelectMany(text => string.Concat(text.Spans.Select(span => span.Words)).Split(' '));

    /// <summary>The same in pieces of one weight, with the language and weight of each.</summary>
    public static IEnumerable<(string Text, string Language, bool Strong)> PiecesOf(string language) =>
        Certificate(language).Blocks.SelectMany(TextsOf).SelectMany(text => text.Spans.Select(span => (span.Words, text.Language, span.Strong)));

    private static Paragraph Body(string language, string? name) => new(new Text(language,
        [new Span(Words[language].Before), new Span(name ?? Words[language].Name, Strong: true), new Span(Words[language].After)]));

    private static IEnumerable<Text> TextsOf(Block block) => block switch
    {
        Heading heading => [Bold(heading.Text)],
        Paragraph paragraph => [paragraph.Text],
        Table table => table.Rows.SelectMany(row => row.Label.Concat(row.Value.Select(Bold))),
        QrCode code => code.Beside.Select(paragraph => paragraph.Text),
        _ => [],
    };

    private static Text Bold(Text text) => text with { Spans = [.. text.Spans.Select(span => span with { Strong = true })] };
}

using System.Text;
using OpenSeva.Definitions;
using OpenSeva.Pdf;
using OpenSeva.Pdf.Fonts;
using Xunit;

namespace OpenSeva.Tests.Pdf;

public sealed class PrinterTests
{
    [Fact]
    public void The_same_sheet_prints_to_the_same_bytes_whatever_was_printed_before()
    {
        var fresh = new Printer(TypeCase.Open());
        var first = fresh.Print(Specimens.Certificate("ml"));
        foreach (var language in Specimens.Languages) fresh.Print(Specimens.Certificate(language, "Another Name"));

        Assert.Equal(first, fresh.Print(Specimens.Certificate("ml")));
        Assert.Equal(first, new Printer(TypeCase.Open()).Print(Specimens.Certificate("ml")));
    }

    [Fact]
    public void An_rsa_signature_is_repeatable_too() => Assert.Equal(
        Specimens.Printer.Print(Specimens.Certificate("gu"), Keys.Rsa, Keys.Note),
        Specimens.Printer.Print(Specimens.Certificate("gu"), Keys.Rsa, Keys.Note));

    [Fact]
    public void Many_threads_print_what_one_prints()
    {
        var alone = Specimens.Languages.ToDictionary(language => language, language => Specimens.Printer.Print(Specimens.Certificate(language)));

        var together = Enumerable.Range(0, 40).AsParallel().WithDegreeOfParallelism(8)
            .Select(i => Specimens.Languages[i % Specimens.Languages.Length])
            .Select(language => (language, File: Specimens.Printer.Print(Specimens.Certificate(language))))
            .ToList();

        Assert.All(together, printed => Assert.Equal(alone[printed.language], printed.File));
    }

    [Fact]
    public void A_signed_certificate_is_small_enough_for_a_slow_network() => Assert.All(
        Specimens.Languages,
        language => Assert.InRange(Specimens.Printer.Print(Specimens.Certificate(language), Keys.Curve, Keys.Note).Length, 1, 60_000));

    [Theory]
    [InlineData("രാജൻ 😀", 0x1F600)]
    [InlineData("李 Kumar", 0x674E)]
    [InlineData("Bell\u0007", 7)]
    public void A_character_no_font_has_is_named_instead_of_printed_as_a_box(string name, int character)
    {
        var refusal = Assert.Throws<UnprintableException>(() => Specimens.Printer.Print(Specimens.Certificate("ml", name)));

        Assert.Equal(character, refusal.Character.Value);
        Assert.Contains($"U+{character:X4}", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(name, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rupee_sign_is_never_torn_from_its_amount()
    {
        using var peer = new Peer();
        var sentences = Enumerable.Range(1, 40).Select(n => new Paragraph(
            new Text("en", [new Span(new string('m', n) + " belongs to a family with ₹ "), new Span("1,20,000", true), new Span(" a year")]), 16));

        var file = peer.File("rupees.pdf", Specimens.Printer.Print(new Sheet(new SheetInfo("Rupees", "en", "Office", "N/1", new DateTimeOffset(2026, 11, 16, 0, 0, 0, TimeSpan.Zero)), [.. sentences])));

        var lines = peer.Run("pdftotext", "-layout", file, "-").Split('\n').Where(line => line.Contains('₹', StringComparison.Ordinal)).ToList();
        Assert.Equal(40, lines.Count);
        Assert.All(lines, line => Assert.Matches("₹.1,20,000", line));
    }

    [Fact]
    public void A_missing_font_names_the_package_that_brings_it()
    {
        var missing = Assert.Throws<MissingPackageException>(() => TypeCase.Open([Path.Combine(Path.GetTempPath(), "no-fonts-here")]));

        Assert.Equal("fonts-noto-core", missing.Package);
        Assert.Contains("apt-get install fonts-noto-core", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_answer_may_hold_can_be_printed()
    {
        var faces = TypeCase.Open();
        var unprintable = Enumerable.Range(0x20, 0x3000).Where(Rune.IsValid).Select(value => new Rune(value))
            .Where(rune => Writable.Is(rune.ToString(), lines: false) && faces.Find(rune, strong: false, previous: null)?.Has(rune) is not true && !OpenSeva.Pdf.Fonts.Scripts.Follows(rune));

        Assert.Empty(unprintable.Select(rune => $"U+{rune.Value:X4}"));
    }

    [Theory, InlineData(30, 1), InlineData(38, 1), InlineData(60, 2)]
    public void What_one_page_just_does_not_hold_is_set_closer(int rows, int pages)
    {
        using var peer = new Peer();
        var sheet = new Sheet(
            new SheetInfo("Close", "ml", "Office", "1", Specimens.Time),
            [new Table([.. Enumerable.Range(1, rows).Select(i => new Row([new Text("ml", "അപേക്ഷകന്റെ പേര്")], [new Text("en", $"Meera {i}")]))])]) { OnOnePage = true };

        var file = peer.File("close.pdf", Specimens.Printer.Print(sheet));

        Assert.Matches($@"Pages:\s+{pages}\n", peer.Run("pdfinfo", file));
        Assert.Contains($"Meera {rows}", peer.Run("pdftotext", "-raw", file, "-"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_document_runs_over_pages_and_loses_no_word()
    {
        using var peer = new Peer();
        var words = Enumerable.Range(1, 4000).Select(i => i % 2 == 0 ? $"शब्द{i}" : $"വാക്ക്{i}").ToList();
        var sheet = new Sheet(
            new SheetInfo("Long", "ml", "Office", "1", Specimens.Time),
            [new Heading(new Text("en", "Long"), 1), new Paragraph(new Text("ml", string.Join(' ', words)))]) { Framed = true };

        var file = peer.File("long.pdf", Specimens.Printer.Print(sheet));

        var read = peer.Run("pdftotext", "-raw", file, "-").Split((char[])[' ', '\n', '\f'], StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(words, read.Where(word => word[0] is 'വ' or 'श'));
        Assert.Contains("No syntax", peer.Run("qpdf", "--check", file), StringComparison.Ordinal);
        Assert.DoesNotContain("Pages:           1\n", peer.Run("pdfinfo", file), StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_wider_than_the_page_is_cut_between_signs_and_stays_on_the_page()
    {
        using var peer = new Peer();
        var endless = string.Concat(Enumerable.Repeat("ക്ഷ്മി", 60));
        var sheet = new Sheet(new SheetInfo("Wide", "ml", "Office", "1", Specimens.Time), [new Paragraph(new Text("ml", endless))]);

        var read = peer.Run("pdftotext", "-raw", peer.File("wide.pdf", Specimens.Printer.Print(sheet)), "-");

        Assert.Equal(endless, string.Concat(read.Split((char[])['\n', '\f']).Where(line => line.StartsWith('ക'))));
        Assert.All(read.Split('\n').Where(line => line.StartsWith('ക')), line => Assert.EndsWith("മി", line, StringComparison.Ordinal));
    }
}

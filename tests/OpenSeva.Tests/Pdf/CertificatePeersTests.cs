using Xunit;

namespace OpenSeva.Tests.Pdf;

/// <summary>Programs of other people agree that what we print is sound, readable and signed.</summary>
public sealed class CertificatePeersTests : IDisposable
{
    private readonly Peer peer = new();

    public static TheoryData<string> Languages => [.. Specimens.Languages];

    [Theory, MemberData(nameof(Languages))]
    public void The_text_comes_back_in_the_same_characters(string language)
    {
        var file = peer.File("c.pdf", Signed(language));

        var read = peer.Run("pdftotext", "-raw", file, "-").Split((char[])[' ', '\n', '\f'], StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(Specimens.WordsOf(language), read.Take(Specimens.WordsOf(language).Count()));
    }

    [Theory, MemberData(nameof(Languages))]
    public void The_signature_is_valid_and_covers_the_whole_file(string language)
    {
        var verdict = peer.Run("pdfsig", "-nocert", peer.File("c.pdf", Signed(language)));

        Assert.Contains("Signature is Valid", verdict, StringComparison.Ordinal);
        Assert.Contains("Total document signed", verdict, StringComparison.Ordinal);
        Assert.Contains("ETSI.CAdES.detached", verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void An_rsa_key_signs_as_well()
    {
        var verdict = peer.Run("pdfsig", "-nocert", peer.File("c.pdf", Specimens.Printer.Print(Specimens.Certificate("ml"), Keys.Rsa, Keys.Note)));

        Assert.Contains("Signature is Valid", verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_byte_breaks_the_signature()
    {
        var file = Signed("hi");
        file[file.Length / 3] ^= 1;

        Assert.DoesNotContain("Signature is Valid", peer.Run("pdfsig", "-nocert", peer.File("c.pdf", file)), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Languages))]
    public void The_file_is_sound_and_fit_for_the_archive(string language)
    {
        var signed = peer.File("signed.pdf", Signed(language));
        var plain = peer.File("plain.pdf", Specimens.Printer.Print(Specimens.Certificate(language)));

        Assert.Contains("No syntax or stream encoding errors", peer.Run("qpdf", "--check", signed), StringComparison.Ordinal);
        Assert.Contains("is a valid PDF/A-1b file", Preflight(signed), StringComparison.Ordinal);
        Assert.Contains("is a valid PDF/A-1b file", Preflight(plain), StringComparison.Ordinal);
    }

    [Fact]
    public void The_code_scans_to_the_address_where_the_certificate_is_checked()
    {
        peer.Run("pdftoppm", "-r", "150", "-png", "-singlefile", peer.File("c.pdf", Signed("pa")), peer.PathOf("page"));

        Assert.StartsWith(Specimens.VerifyUrl, peer.Run("zbarimg", "--quiet", "--raw", peer.PathOf("page.png")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_is_told_the_structure_title_and_language()
    {
        var file = peer.File("c.pdf", Signed("gu"));

        Assert.Matches(@"Tagged:\s+yes", peer.Run("pdfinfo", file));
        Assert.Matches("Table.*\n.*TR", peer.Run("pdfinfo", "-struct", file));
        var plain = peer.Run("qpdf", "--qdf", "--object-streams=disable", file, "-");
        Assert.Contains("/DisplayDocTitle true", plain, StringComparison.Ordinal);
        Assert.Contains("/Lang (gu)", plain, StringComparison.Ordinal);
    }

    public void Dispose() => peer.Dispose();

    private static byte[] Signed(string language) => Specimens.Printer.Print(Specimens.Certificate(language), Keys.Curve, Keys.Note);

    private string Preflight(string file) => peer.Run(
        "java", "-cp",
        string.Join(':', "preflight pdfbox2 fontbox2 xmpbox commons-logging jaxb-api javax.activation".Split(' ').Select(jar => $"/usr/share/java/{jar}.jar")),
        "org.apache.pdfbox.preflight.Validator_A1b", file);
}

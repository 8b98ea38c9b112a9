using OpenSeva.Pdf.Signing;
using Xunit;

namespace OpenSeva.Tests.Pdf;

public sealed class SignedPdfTests
{
    private static readonly byte[] Signed = Specimens.Printer.Print(Specimens.Certificate("hi"), Keys.Curve, Keys.Note);

    [Fact]
    public void A_signed_file_reads_as_whole_and_names_its_signer()
    {
        var read = SignedPdf.Read(Signed);

        Assert.Equal(SignatureState.Whole, read.State);
        Assert.Equal(Keys.Curve.Chain[0].Thumbprint, read.Certificate?.Thumbprint);
    }

    [Fact]
    public void A_file_without_signature_says_so() =>
        Assert.Equal(SignatureState.Unsigned, SignedPdf.Read(Specimens.Printer.Print(Specimens.Certificate("hi"))).State);

    [Fact]
    public void A_file_with_something_added_is_not_whole() =>
        Assert.Equal(SignatureState.AddedTo, SignedPdf.Read([.. Signed, .. "\n% a later page"u8]).State);

    [Fact]
    public void Any_flipped_bit_under_the_signature_is_noticed()
    {
        var random = new Random(20261122);
        var slot = Signed.AsSpan().LastIndexOf("/Contents <"u8);
        for (var i = 0; i < 300; i++)
        {
            var changed = (byte[])Signed.Clone();
            changed[random.Next(slot)] ^= (byte)(1 << random.Next(8));

            Assert.NotEqual(SignatureState.Whole, SignedPdf.Read(changed).State);
        }
    }

    [Theory]
    [InlineData("/ByteRange [0 99999999999 1 1]")]
    [InlineData("/ByteRange [0 10 2000000000 2000000000]")]
    [InlineData("/ByteRange [0 -1 5 5]")]
    [InlineData("/ByteRange [")]
    [InlineData("/ByteRange [0 0 0 0]")]
    [InlineData("%PDF-1.4 /ByteRange [0 35 43 1] <abcdef> ")]
    public void A_hostile_range_is_broken_and_never_an_error(string file) =>
        Assert.Equal(SignatureState.Broken, SignedPdf.Read(System.Text.Encoding.ASCII.GetBytes(file)).State);
}

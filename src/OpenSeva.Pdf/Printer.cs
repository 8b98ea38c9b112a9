using System.Globalization;
using System.Text;
using OpenSeva.Pdf.Files;
using OpenSeva.Pdf.Fonts;
using OpenSeva.Pdf.Pages;
using OpenSeva.Pdf.Shaping;
using OpenSeva.Pdf.Signing;

namespace OpenSeva.Pdf;

/// <summary>
/// Prints sheets as tagged PDF/A-1b files (ISO 19005-1), signed if a signer is given. One printer serves all
/// threads. The same sheet at the same time gives the same bytes; an ECDSA signature alone is random.
/// </summary>
public sealed class Printer(TypeCase faces)
{
    private readonly Shaper shaper = new(faces);

    /// <exception cref="UnprintableException">No font can draw one of the characters.</exception>
    public byte[] Print(Sheet sheet) => Print(sheet, null);

    /// <summary>Prints and signs (PAdES B-B).</summary>
    public byte[] Print(Sheet sheet, ISigner signer, SignatureNote note)
    {
        var slot = new SignatureSlot(signer, note);
        return slot.Fill(Print(sheet, slot));
    }

    private byte[] Print(Sheet sheet, SignatureSlot? slot)
    {
        var set = Typesetter.Set(sheet, faces, shaper);
        var file = new PdfFile();
        var catalogue = file.Reserve();
        var tree = file.Reserve();
        var pages = set.Pages.Select(_ => file.Reserve()).ToList();
        var fonts = set.Fonts.Write(file);

        for (var i = 0; i < pages.Count; i++)
        {
            var content = file.AddCompressed("", Deflate.Compress(set.Pages[i].Content));
            var notes = i == 0 && slot is not null ? $" /Annots [{slot.Reserve(file)} 0 R]" : "";
            file.Set(pages[i], string.Create(
                CultureInfo.InvariantCulture,
                $"<</Type /Page /Parent {tree} 0 R /MediaBox [0 0 {Typesetter.PageWidth} {Typesetter.PageHeight}] /Resources <</Font <<{fonts}>>>> /Contents {content} 0 R /StructParents {i} /Tabs /S{notes}>>"));
        }

        file.Set(tree, string.Create(CultureInfo.InvariantCulture, $"<</Type /Pages /Kids [{References(pages)}] /Count {pages.Count}>>"));
        var structure = WriteStructure(file, set, pages);
        var metadata = file.AddPlain("/Type /Metadata /Subtype /XML", Xmp.Packet(sheet.Info));
        var profile = file.AddCompressed("/N 3", SrgbProfile.Compressed);
        var form = slot is null ? "" : $" /AcroForm <</Fields [{slot.Field} 0 R] /SigFlags 3>>";
        file.Set(catalogue, string.Create(
            CultureInfo.InvariantCulture,
            $"<</Type /Catalog /Pages {tree} 0 R /Lang ({sheet.Info.Language}) /MarkInfo <</Marked true>> /StructTreeRoot {structure} 0 R /Metadata {metadata} 0 R /ViewerPreferences <</DisplayDocTitle true>> /OutputIntents [<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1) /Info (sRGB IEC61966-2.1) /DestOutputProfile {profile} 0 R>>]{form}>>"));
        var info = file.Add(Xmp.Info(sheet.Info));
        slot?.Write(file, pages[0]);
        return file.Write(catalogue, info);
    }

    private static int WriteStructure(PdfFile file, Typesetter set, List<int> pages)
    {
        var root = file.Reserve();
        var owners = pages.Select(_ => new SortedDictionary<int, int>()).ToList();
        var document = set.Document.Write(file, root, pages, owners);

        // The parent tree answers, for a mark on a page, whose content it is.
        var parents = new StringBuilder();
        for (var i = 0; i < pages.Count; i++) parents.Append(CultureInfo.InvariantCulture, $"{i} [{References(owners[i].Values)}] ");
        file.Set(root, string.Create(
            CultureInfo.InvariantCulture,
            $"<</Type /StructTreeRoot /K [{document} 0 R] /ParentTree <</Nums [{parents.ToString().TrimEnd()}]>> /ParentTreeNextKey {pages.Count}>>"));
        return root;
    }

    private static string References(IEnumerable<int> numbers) => string.Join(' ', numbers.Select(number => $"{number} 0 R"));
}

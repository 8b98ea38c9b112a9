using OpenSeva.Kernel;

namespace OpenSeva.Documents.FileKinds;

/// <summary>The three kinds of file an office takes in.</summary>
internal enum FileKind { Pdf, Jpeg, Png }

/// <summary>What a file is, told by its first bytes; its name and what the browser calls it count for nothing.</summary>
internal static class FileKinds
{
    public static string MediaType(this FileKind kind) => kind switch
    {
        FileKind.Pdf => "application/pdf",
        FileKind.Jpeg => "image/jpeg",
        _ => "image/png",
    };

    public static string Ending(this FileKind kind) => kind switch { FileKind.Pdf => ".pdf", FileKind.Jpeg => ".jpg", _ => ".png" };

    /// <exception cref="Refusal">document.empty, document.heic, document.type</exception>
    public static FileKind Of(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty) throw new Refusal("document.empty");
        if (content.StartsWith("%PDF-"u8)) return FileKind.Pdf;
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return FileKind.Jpeg;
        if (content.StartsWith(Png.Signature)) return FileKind.Png;

        throw new Refusal(IsHeic(content) ? "document.heic" : "document.type");
    }

    /// <summary>ISO/IEC 23008-12: an "ftyp" box whose brand is one of the HEIF family, as iPhones write.</summary>
    private static bool IsHeic(ReadOnlySpan<byte> content) =>
        content.Length >= 12 && content[4..8].SequenceEqual("ftyp"u8)
        && System.Text.Encoding.ASCII.GetString(content[8..12]) is "heic" or "heix" or "hevc" or "hevx" or "heim" or "heis" or "mif1" or "msf1" or "avif";
}

/// <summary>A file after the look inside: what is kept of it, and how many pages it has.</summary>
internal sealed record Cleaned(byte[] Content, int Pages);

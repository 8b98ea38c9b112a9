using System.Text;
using OpenSeva.Documents.FileKinds;
using OpenSeva.Kernel;
using OpenSeva.Tests.Pdf;

namespace OpenSeva.Tests.Documents;

/// <summary>Files as people send them, made by programs of other people.</summary>
internal static class Photos
{
    private static readonly Lazy<(byte[] Jpeg, byte[] Png, byte[] Pdf)> Made = new(Make);

    /// <summary>A photo that knows where it was taken, when, with which phone, and how the phone was held.</summary>
    public static byte[] Jpeg => [.. Made.Value.Jpeg];

    public static byte[] Png => [.. Made.Value.Png];

    public static byte[] Pdf => [.. Made.Value.Pdf];

    /// <summary>A photo of many megabytes: what matters to us is its length, so its picture is noise.</summary>
    public static byte[] Large(int megabytes)
    {
        var photo = Jpeg;
        var noise = new byte[megabytes * 1024 * 1024];
        new Random(7).NextBytes(noise);
        noise.AsSpan().Replace((byte)0xFF, (byte)0xFE);
        var end = photo.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]);
        return [.. photo.AsSpan(0, end), .. noise, 0xFF, 0xD9];
    }

    /// <returns>What is kept of a file, or the code of the refusal.</returns>
    public static object Clean(byte[] file)
    {
        try
        {
            return FileKinds.Of(file) switch
            {
                FileKind.Jpeg => OpenSeva.Documents.FileKinds.Jpeg.Clean(file).Content,
                FileKind.Png => OpenSeva.Documents.FileKinds.Png.Clean(file).Content,
                _ => PdfLook.Look(file).Content,
            };
        }
        catch (Refusal refusal)
        {
            return refusal.Code;
        }
    }

    private static (byte[], byte[], byte[]) Make()
    {
        using var peer = new Peer();
        var pdf = Specimens.Printer.Print(Specimens.Certificate("en"));
        var file = peer.File("c.pdf", pdf);
        peer.Run("pdftoppm", "-r", "80", "-jpeg", "-singlefile", file, peer.PathOf("photo"));
        peer.Run("pdftoppm", "-r", "80", "-png", "-singlefile", file, peer.PathOf("photo"));
        peer.Run(
            "exiftool", "-overwrite_original", "-GPSLatitude=9.9312", "-GPSLatitudeRef=N", "-GPSLongitude=76.2673", "-GPSLongitudeRef=E",
            "-Make=Example", "-Model=Phone 7", "-DateTimeOriginal=2026:11:16 10:00:00", "-Orientation#=6", "-XMP:City=Kochi", "-Comment=at home", peer.PathOf("photo.jpg"));
        peer.Run("exiftool", "-overwrite_original", "-PNG:Comment=at home", "-XMP:City=Kochi", "-EXIF:GPSLatitude=9.9312", peer.PathOf("photo.png"));

        // What some phones append: a second picture, a film, the maker's own notes.
        return ([.. File.ReadAllBytes(peer.PathOf("photo.jpg")), .. "MotionPhoto_Data at home"u8], File.ReadAllBytes(peer.PathOf("photo.png")), pdf);
    }

    /// <summary>A PDF with a given object in it, its pages elsewhere as they are.</summary>
    public static byte[] PdfWith(string part) => [.. Pdf, .. Encoding.ASCII.GetBytes($"\n99 0 obj\n{part}\nendobj\n%%EOF\n")];
}

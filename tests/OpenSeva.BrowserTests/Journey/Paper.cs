using System.Diagnostics;

namespace OpenSeva.BrowserTests.Journey;

/// <summary>A certificate printed out and held before a camera: poppler prints, zbar reads the code.</summary>
internal static class Paper
{
    public static async Task<string> CodeOn(byte[] pdf)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("openseva-paper-").FullName;
        try
        {
            var file = Path.Combine(folder, "certificate.pdf");
            await File.WriteAllBytesAsync(file, pdf);
            await Run("pdftoppm", "-r", "150", "-png", "-singlefile", file, Path.Combine(folder, "page"));
            return (await Run("zbarimg", "--quiet", "--raw", Path.Combine(folder, "page.png"))).Trim();
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }
}

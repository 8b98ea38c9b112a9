using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;
using OpenSeva.Kernel;

namespace OpenSeva.Documents.Viewing;

/// <summary>
/// Draws a page of a PDF as a picture, so that a desk sees a stranger's document without opening it: poppler's
/// <c>pdftoppm</c> reads it in a process of its own, short of time, memory and disk, and only a picture comes out.
/// </summary>
internal sealed partial class PagePictures(DocumentsSettings settings, ILogger<PagePictures> log) : IDisposable
{
    private const int LongerSide = 1600, MostBytes = 48 * 1024 * 1024, MostOfOne = 8 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly string? Drawer = Find("pdftoppm"), Limits = Find("prlimit");

    /// <summary>Pages are turned back and forth: kept for a while, in memory only.</summary>
    private readonly MemoryCache drawn = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    /// <summary>Drawing is work for a whole core; others wait their turn.</summary>
    private readonly SemaphoreSlim turns = new(2);

    /// <summary>Debian's poppler-utils is here, and the operator wants it used.</summary>
    public bool CanDraw => settings.DrawPages && Drawer is not null && Limits is not null;

    /// <returns>A JPEG.</returns>
    /// <exception cref="Refusal">document.page-not-drawn</exception>
    public async Task<byte[]> Draw(string hash, Func<Task<byte[]>> content, int page, CancellationToken ct)
    {
        if (!CanDraw) throw new Refusal("document.page-not-drawn");
        if (Known(hash, page) is { } known) return known;

        await turns.WaitAsync(ct);
        try
        {
            if (Known(hash, page) is { } meanwhile) return meanwhile;
            var picture = await Run(await content(), page, ct);
            // What could not be drawn is not tried again at every look.
            drawn.Set((hash, page), picture, new MemoryCacheEntryOptions { Size = picture.Length + 64, SlidingExpiration = TimeSpan.FromMinutes(10) });
            return Drawn(picture);
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose()
    {
        drawn.Dispose();
        turns.Dispose();
    }

    private byte[]? Known(string hash, int page) => drawn.TryGetValue((hash, page), out byte[]? known) ? Drawn(known!) : null;

    private static byte[] Drawn(byte[] picture) => picture.Length > 0 ? picture : throw new Refusal("document.page-not-drawn");

    /// <returns>Nothing when it could not be drawn.</returns>
    private async Task<byte[]> Run(byte[] pdf, int page, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        using var process = Process.Start(Command(page))!;
        try
        {
            var complaint = process.StandardError.BaseStream.CopyToAsync(Stream.Null, patience.Token);
            var sending = Send(process, pdf, patience.Token);
            var picture = await Receive(process.StandardOutput.BaseStream, patience.Token);
            await Task.WhenAll(sending, complaint, process.WaitForExitAsync(patience.Token));
            if (process.ExitCode is 0 && picture.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return picture;
            LogNotDrawn(process.ExitCode);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            LogNotDrawn(-1);
        }
        finally
        {
            End(process);
        }

        return [];
    }

    private static ProcessStartInfo Command(int page)
    {
        var start = new ProcessStartInfo(Limits!,
        [
            "--cpu=10", "--as=1073741824", "--fsize=16777216", "--nofile=64", "--core=0", "--",
            Drawer!, "-q", "-f", $"{page}", "-l", $"{page}", "-scale-to", $"{LongerSide}", "-jpeg", "-jpegopt", "quality=82", "-",
        ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        // Nothing of the program's own surroundings, which may hold secrets.
        start.Environment.Clear();
        return start;
    }

    private static async Task Send(Process process, byte[] pdf, CancellationToken ct)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(pdf, ct);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read everything; its exit code says the rest.
        }
    }

    private static async Task<byte[]> Receive(Stream output, CancellationToken ct)
    {
        var picture = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await output.ReadAsync(buffer, ct)) > 0;)
        {
            if (picture.Length + read > MostOfOne) return [];
            picture.Write(buffer, 0, read);
        }

        return picture.ToArray();
    }

    private static void End(Process process)
    {
        try
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception)
        {
            // Ended by itself meanwhile.
        }
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A page could not be drawn: pdftoppm ended with {Code}")]
    private partial void LogNotDrawn(int code);
}

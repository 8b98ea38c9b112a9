using System.Diagnostics;

namespace OpenSeva.Tests.Pdf;

/// <summary>Runs somebody else's program over what we wrote, and files for it in a folder that goes away.</summary>
internal sealed class Peer : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("openseva-pdf-").FullName;

    public string File(string name, byte[] content)
    {
        var path = Path.Combine(folder, name);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    public string PathOf(string name) => Path.Combine(folder, name);

    /// <summary>Its output and, below it, its complaints; several of these programs exit 0 on bad files, so the text counts.</summary>
    public string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var complaints = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output + complaints.GetAwaiter().GetResult();
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);
}

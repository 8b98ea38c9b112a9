using System.Security.Cryptography;
using OpenSeva.Kernel;

namespace OpenSeva.Documents.Store;

/// <summary>
/// Files by what they hold: the name of a file is the SHA-256 of its content, so equal files lie once and a changed
/// file is noticed when it is read. A file is on disk before anything refers to it.
/// </summary>
internal sealed class FileStore(Settings settings, TimeProvider clock)
{
    private readonly string root = Path.Combine(settings.DataDirectory, "files");

    public static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public bool Has(string hash) => File.Exists(PathOf(hash));

    /// <returns>The content's hash, by which it is found again.</returns>
    public string Put(ReadOnlySpan<byte> content)
    {
        var hash = HashOf(content);
        var path = PathOf(hash);
        if (!IsYoungAgain(path)) Write(path, content);

        // Also what lay there already: whoever stored it may have failed at this very step.
        Disk.KeepNames(Path.GetDirectoryName(path)!);
        Disk.KeepNames(root);
        Disk.KeepNames(settings.DataDirectory);
        return hash;
    }

    /// <exception cref="InvalidDataException">The file no longer holds what it held when it was stored.</exception>
    public async Task<byte[]> Read(string hash, CancellationToken ct)
    {
        var content = await File.ReadAllBytesAsync(PathOf(hash), ct);
        return HashOf(content) == hash
            ? content
            : throw new InvalidDataException($"The stored file {hash} was changed on disk.");
    }

    /// <summary>Files last written before <paramref name="time"/>, by hash.</summary>
    public IEnumerable<string> OlderThan(DateTimeOffset time) => System.IO.Directory.Exists(root)
        ? System.IO.Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(path => File.GetLastWriteTimeUtc(path) < time.UtcDateTime)
            .Select(path => Path.GetFileName(path))
        : [];

    /// <summary>Removes a file, unless it was stored again since <paramref name="time"/>.</summary>
    public void Forget(string name, DateTimeOffset time)
    {
        var path = name.StartsWith('.') ? System.IO.Directory.EnumerateFiles(root, name, SearchOption.AllDirectories).FirstOrDefault() : PathOf(name);
        if (path is not null && File.GetLastWriteTimeUtc(path) <= time.UtcDateTime) File.Delete(path);
    }

    /// <summary>
    /// Stored again: young again, so that the sweep does not take it before a row refers to it. Looked at once more
    /// afterwards, because the sweep may have been about to.
    /// </summary>
    private bool IsYoungAgain(string path)
    {
        try
        {
            if (!File.Exists(path)) return false;
            File.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime);
            return File.Exists(path);
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private void Write(string path, ReadOnlySpan<byte> content)
    {
        var folder = System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!).FullName;
        var draft = Path.Combine(folder, $".{Guid.CreateVersion7():N}");
        try
        {
            // No room is set aside beforehand: the framework would hide why the disk has none.
            using (var file = File.OpenHandle(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                RandomAccess.Write(file, content, 0);
                File.SetLastWriteTimeUtc(file, clock.GetUtcNow().UtcDateTime);
                Disk.Keep(file);
            }

            File.Move(draft, path, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    private string PathOf(string hash) => Path.Combine(root, hash[..2], hash);
}

using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace OpenSeva.Ui;

/// <summary>
/// The stylesheet, the script module and the mark: read from the assembly once, compressed once, named by their
/// content, so that a browser keeps them for a year and a new release is seen at once.
/// </summary>
public static class Asset
{
    private static readonly FrozenDictionary<string, Held> All = Read().ToFrozenDictionary(held => held.Name);

    /// <summary>The address of an asset, for example <c>Asset.Url("seva.css")</c>.</summary>
    public static string Url(string name) => All[name].Url;

    internal static IResult Serve(string hash, string name, HttpContext http)
    {
        if (!All.TryGetValue(name, out var held)) return TypedResults.NotFound();

        // During a rolling release a page of one node asks another node for its asset: answered, not kept.
        http.Response.Headers.CacheControl = hash == held.Hash ? "public, max-age=31536000, immutable" : "no-cache";
        http.Response.Headers.Vary = "Accept-Encoding";
        var accepted = http.Request.Headers.AcceptEncoding.ToString();
        if (accepted.Contains("br", StringComparison.OrdinalIgnoreCase)) return Encoded("br", held.Brotli.Value);
        if (accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase)) return Encoded("gzip", held.Gzip.Value);
        return TypedResults.Bytes(held.Content, held.Type);

        IResult Encoded(string encoding, byte[] bytes)
        {
            http.Response.Headers.ContentEncoding = encoding;
            return TypedResults.Bytes(bytes, held.Type);
        }
    }

    private static IEnumerable<Held> Read()
    {
        const string folder = "Assets/";
        var assembly = typeof(Asset).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            yield return new(resource[folder.Length..], content);
        }
    }

    /// <summary>One asset in memory.</summary>
    private sealed class Held(string name, byte[] content)
    {
        public string Name { get; } = name;

        public byte[] Content { get; } = content;

        public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(content))[..12];

        public string Url => $"/assets/{Hash}/{Name}";

        public string Type { get; } = Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "application/octet-stream",
        };

        public Lazy<byte[]> Brotli { get; } = new(() => Squeeze(content, to => new BrotliStream(to, CompressionLevel.SmallestSize)));

        public Lazy<byte[]> Gzip { get; } = new(() => Squeeze(content, to => new GZipStream(to, CompressionLevel.SmallestSize)));

        private static byte[] Squeeze(byte[] content, Func<Stream, Stream> through)
        {
            using var into = new MemoryStream();
            using (var stream = through(into)) stream.Write(content);
            return into.ToArray();
        }
    }
}

using Microsoft.Win32.SafeHandles;
using OpenSeva.Kernel;

namespace OpenSeva.Documents.Store;

/// <summary>
/// Where files lie while they arrive: in the data directory, which is watched, and without a name, so that nothing
/// stays behind when the program ends in the middle.
/// </summary>
internal sealed class Arrivals(Settings settings)
{
    private const long Most = 2L * 1024 * 1024 * 1024;
    private readonly string folder = Path.Combine(settings.DataDirectory, "arriving");
    private long arriving;

    public Arrival Begin()
    {
        System.IO.Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, Guid.CreateVersion7().ToString("N"));
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete | FileShare.ReadWrite);
        File.Delete(path);
        return new Arrival(file, Weigh);
    }

    /// <summary>All that arrives at once is bounded: it lies on the disk the database needs.</summary>
    /// <exception cref="Refusal">request.too-many</exception>
    private void Weigh(long bytes)
    {
        if (Interlocked.Add(ref arriving, bytes) > Most && bytes > 0) throw new Refusal("request.too-many");
    }
}

/// <summary>One file on its way in: written once, then read as often as needed.</summary>
internal sealed class Arrival(SafeFileHandle file, Action<long> weigh) : IDisposable
{
    public long Length { get; private set; }

    public async ValueTask Add(ReadOnlyMemory<byte> part, CancellationToken ct)
    {
        await RandomAccess.WriteAsync(file, part, Length, ct);
        Length += part.Length;
        weigh(part.Length);
    }

    public async Task<byte[]> All(CancellationToken ct)
    {
        var content = new byte[Length];
        await using var read = Read();
        await read.ReadExactlyAsync(content, ct);
        return content;
    }

    public Stream Read() => new Reader(file, Length);

    public void Dispose()
    {
        if (!file.IsClosed) weigh(-Length);
        file.Dispose();
    }

    /// <summary>Reads from the beginning, and leaves the file open when it is done.</summary>
    private sealed class Reader(SafeFileHandle file, long length) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => true;
        public override bool CanWrite => false;
        public override long Length => length;
        public override long Position { get; set; }

        public override int Read(Span<byte> buffer)
        {
            var read = RandomAccess.Read(file, buffer, Position);
            Position += read;
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await RandomAccess.ReadAsync(file, buffer, Position, cancellationToken);
            Position += read;
            return read;
        }

        public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
        {
            SeekOrigin.Current => Position,
            SeekOrigin.End => length,
            _ => 0,
        };

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;

namespace OpenSeva.Documents.Scanning;

/// <summary>Asks ClamAV's daemon by its INSTREAM command (clamd(8)). Whatever is not a clear "OK" does not pass.</summary>
internal sealed partial class ClamdScanner(DocumentsSettings settings, ILogger<ClamdScanner> log) : IScanner
{
    private const int Piece = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PatienceForPing = TimeSpan.FromSeconds(10);

    public async Task<Verdict> Scan(byte[] content, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        Socket? reached = null;
        try
        {
            reached = await Connect(patience.Token);
            var answer = await Ask(reached, content, patience.Token);
            if (answer is "stream: OK") return Verdict.Clean;
            if (answer.EndsWith(" FOUND", StringComparison.Ordinal)) return Verdict.Infected;

            LogUnclear(answer);
            return Verdict.Unclear;
        }
        catch (Exception failure) when (IsSilence(failure, ct))
        {
            // One that breaks off in the middle and answers all the same is at odds with this file alone.
            if (reached is not null && await Answers(ct))
            {
                LogUnclear(failure.GetType().Name);
                return Verdict.Unclear;
            }

            LogUnreachable(failure.GetType().Name);
            return Verdict.Away;
        }
        finally
        {
            reached?.Dispose();
        }
    }

    private async Task<bool> Answers(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(PatienceForPing);
        try
        {
            using var socket = await Connect(patience.Token);
            await using var stream = new NetworkStream(socket);
            await stream.WriteAsync("zPING\0"u8.ToArray(), patience.Token);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return (await reader.ReadToEndAsync(patience.Token)).TrimEnd('\0') is "PONG";
        }
        catch (Exception failure) when (IsSilence(failure, ct))
        {
            return false;
        }
    }

    private static bool IsSilence(Exception failure, CancellationToken ct) =>
        failure is SocketException or IOException || failure is OperationCanceledException && !ct.IsCancellationRequested;

    private static async Task<string> Ask(Socket socket, byte[] content, CancellationToken ct)
    {
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), ct);
        var length = new byte[4];
        for (var at = 0; at < content.Length; at += Piece)
        {
            var piece = content.AsMemory(at, Math.Min(Piece, content.Length - at));
            BinaryPrimitives.WriteInt32BigEndian(length, piece.Length);
            await stream.WriteAsync(length, ct);
            await stream.WriteAsync(piece, ct);
        }

        await stream.WriteAsync(new byte[4], ct);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return (await reader.ReadToEndAsync(ct)).TrimEnd('\0', '\n');
    }

    private async Task<Socket> Connect(CancellationToken ct)
    {
        var place = settings.Clamd!;
        if (place.StartsWith('/'))
        {
            var local = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await local.ConnectAsync(new UnixDomainSocketEndPoint(place), ct);
            return local;
        }

        var colon = place.LastIndexOf(':');
        var remote = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await remote.ConnectAsync(place[..colon], int.Parse(place[(colon + 1)..], CultureInfo.InvariantCulture), ct);
        return remote;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "clamd cannot be asked: {Kind}. Uploads wait in quarantine.")]
    private partial void LogUnreachable(string kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "clamd gave no verdict: {Answer}. The upload waits in quarantine.")]
    private partial void LogUnclear(string answer);
}

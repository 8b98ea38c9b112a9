using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OpenSeva.Tests.Notices;

/// <summary>A mail server that keeps every letter. Knows nobody called unknown@…; can be told to hang or to be too busy.</summary>
internal sealed class SmtpSink : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();

    public SmtpSink()
    {
        listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public ConcurrentQueue<(string To, string Letter)> Letters { get; } = [];

    public ConcurrentQueue<string> Said { get; } = [];

    public bool Hangs { get; set; }

    public bool IsBusy { get; set; }

    public bool OffersTls { get; set; }

    public int Visits { get; private set; }

    public void Dispose()
    {
        end.Cancel();
        listener.Stop();
        end.Dispose();
    }

    private async Task Accept()
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptTcpClientAsync(end.Token);
                Visits++;
                _ = Serve(client);
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var _ = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        if (Hangs)
        {
            await Task.Delay(Timeout.Infinite, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        await writer.WriteLineAsync(IsBusy ? "421 come again" : "220 sink");
        var to = "";
        while (!IsBusy && await reader.ReadLineAsync() is { } line)
        {
            Said.Enqueue(line);
            if (line.StartsWith("EHLO", StringComparison.Ordinal)) await writer.WriteLineAsync(OffersTls ? "250-sink\r\n250-STARTTLS\r\n250 AUTH PLAIN" : "250-sink\r\n250 AUTH PLAIN");
            else if (line.StartsWith("AUTH", StringComparison.Ordinal)) await writer.WriteLineAsync("235 welcome");
            else if (line.StartsWith("RCPT", StringComparison.Ordinal))
            {
                to = line["RCPT TO:<".Length..^1];
                await writer.WriteLineAsync(to.StartsWith("unknown@", StringComparison.Ordinal) ? "550 nobody of that name" : "250 ok");
            }
            else if (line is "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                var letter = new StringBuilder();
                while (await reader.ReadLineAsync() is { } text and not ".") letter.Append(text).Append("\r\n");
                Letters.Enqueue((to, letter.ToString()));
                await writer.WriteLineAsync("250 kept");
            }
            else if (line is "QUIT") return;
            else await writer.WriteLineAsync("250 ok");
        }
    }
}

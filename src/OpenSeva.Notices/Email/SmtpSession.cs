using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using OpenSeva.Notices.Deliveries;

namespace OpenSeva.Notices.Email;

/// <summary>One conversation with a mail server (RFC 5321, STARTTLS after RFC 3207, AUTH PLAIN after RFC 4954).</summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private readonly TcpClient tcp;
    private Stream stream;
    private StreamReader reader;

    private SmtpSession(TcpClient tcp, Stream stream)
    {
        this.tcp = tcp;
        this.stream = stream;
        reader = new StreamReader(stream, Encoding.UTF8);
    }

    /// <exception cref="NotTakenException">The server is away, offers no TLS, or does not let us in.</exception>
    public static async Task<SmtpSession> Open(SmtpSettings settings, string ourName, CancellationToken ct)
    {
        var tcp = new TcpClient();
        try
        {
            await tcp.ConnectAsync(settings.Host!, settings.Port, ct);
            var session = new SmtpSession(tcp, tcp.GetStream());
            if (settings.Security is SmtpSecurity.Tls) await session.Encrypt(settings.Host!, ct);
            await session.Expect(2, "greeting", ct);
            var offers = await session.Ask($"EHLO {ourName}", 2, "EHLO", ct);
            if (settings.Security is SmtpSecurity.StartTls)
            {
                if (!offers.Contains("STARTTLS", StringComparison.OrdinalIgnoreCase)) throw Away("the server offers no STARTTLS");
                await session.Ask("STARTTLS", 2, "STARTTLS", ct);
                await session.Encrypt(settings.Host!, ct);
                await session.Ask($"EHLO {ourName}", 2, "EHLO", ct);
            }

            if (settings.User is { Length: > 0 } user)
            {
                var plain = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{user}\0{settings.Password}"));
                await session.Ask($"AUTH PLAIN {plain}", 2, "AUTH", ct);
            }

            return session;
        }
        catch (Exception error) when (error is SocketException or IOException or AuthenticationException)
        {
            tcp.Dispose();
            throw Away(error.GetType().Name);
        }
        catch
        {
            tcp.Dispose();
            throw;
        }
    }

    /// <exception cref="NotTakenException">The server refused sender, recipient or letter.</exception>
    public async Task Send(string from, string to, string letter, CancellationToken ct)
    {
        try
        {
            await Ask($"MAIL FROM:<{from}>", 2, "MAIL", ct);
            await Ask($"RCPT TO:<{to}>", 2, "RCPT", ct, aboutRecipient: true);
            await Ask("DATA", 3, "DATA", ct);
            // A line that is one dot would end the letter; base64 has none, headers begin with letters.
            await Write($"{letter}\r\n.\r\n", ct);
            await Expect(2, "letter", ct);
            await Write("QUIT\r\n", ct);
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            throw Away(error.GetType().Name);
        }
    }

    public async ValueTask DisposeAsync()
    {
        reader.Dispose();
        await stream.DisposeAsync();
        tcp.Dispose();
    }

    private async Task Encrypt(string host, CancellationToken ct)
    {
        var secure = new SslStream(stream);
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, ct);
        stream = secure;
        // What was said before the encryption counts no more.
        reader = new StreamReader(stream, Encoding.UTF8);
    }

    private async Task<string> Ask(string line, int good, string step, CancellationToken ct, bool aboutRecipient = false)
    {
        await Write(line + "\r\n", ct);
        return await Expect(good, step, ct, aboutRecipient);
    }

    private async Task Write(string text, CancellationToken ct)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), ct);
        await stream.FlushAsync(ct);
    }

    private async Task<string> Expect(int good, string step, CancellationToken ct, bool aboutRecipient = false)
    {
        var all = new StringBuilder();
        string? line;
        do
        {
            line = await reader.ReadLineAsync(ct) ?? throw new IOException("The server hung up.");
            all.AppendLine(line);
        }
        while (line.Length > 3 && line[3] is '-' && all.Length < 16 * 1024);

        if (line.Length > 0 && line[0] == '0' + good) return all.ToString();
        var code = line.Length >= 3 ? line[..3] : "none";
        // A 5xx about the recipient is about this letter only; any other refusal is about us or the server.
        throw new NotTakenException($"{step} {code}", forGood: aboutRecipient && code[0] is '5', isAway: !aboutRecipient);
    }

    private static NotTakenException Away(string reason) => new(reason, forGood: false, isAway: true);
}

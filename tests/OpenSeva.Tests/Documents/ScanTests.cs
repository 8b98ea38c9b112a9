using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenSeva.Contracts.Documents;
using OpenSeva.Documents;
using OpenSeva.Documents.Scanning;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.Documents;

/// <summary>Files wait until ClamAV's own daemon has looked at them. It knows one piece of malware: ours.</summary>
public sealed class ScanTests(ScanTests.Scanned shelf) : IClassFixture<ScanTests.Scanned>
{
    private readonly Actor citizen = Shelf.Citizen(Guid.CreateVersion7());

    [Fact]
    public async Task Files_wait_while_the_scanner_is_away_and_are_judged_when_it_is_back()
    {
        var waiting = await Receive(Photos.Pdf);
        var bad = await Receive(Photos.PdfWith("(OPENSEVA-TEST-MALWARE)"));
        Assert.Equal(UploadState.Quarantined, waiting.State);
        Assert.Equal("document.quarantined", await Refused(() => Bind(waiting.Id)));

        using var daemon = shelf.StartDaemon();
        try
        {
            await shelf.Read(async services =>
            {
                await services.GetRequiredService<ScanQuarantine>().Run(default);
                return true;
            });

            Assert.Equal(UploadState.Clean, await StateOf(waiting.Id));
            Assert.Equal(UploadState.Refused, await StateOf(bad.Id));
            Assert.Equal("document.infected", await Refused(() => Bind(bad.Id)));

            Assert.Equal(UploadState.Clean, (await Receive(Photos.Large(12))).State);
            Assert.Equal("document.infected", await Refused(() => Receive(Photos.PdfWith("(OPENSEVA-TEST-MALWARE)"))));
        }
        finally
        {
            daemon.Kill();
            await daemon.WaitForExitAsync();
        }
    }

    [Fact]
    public async Task A_file_the_scanner_cannot_make_out_holds_up_no_other_and_is_refused_in_the_end()
    {
        var large = await Receive(Photos.Large(2));
        var small = await Receive(Photos.Pdf);

        using var daemon = shelf.StartDaemon("1M");
        try
        {
            await Scan(1);
            Assert.Equal((UploadState.Quarantined, UploadState.Clean), (await StateOf(large.Id), await StateOf(small.Id)));

            await Scan(19);
            Assert.Equal(UploadState.Refused, await StateOf(large.Id));
            Assert.Equal("document.unscannable", await Refused(() => Bind(large.Id)));
        }
        finally
        {
            daemon.Kill();
            await daemon.WaitForExitAsync();
        }
    }

    private Task<bool> Scan(int times) => shelf.Read(async services =>
    {
        for (var i = 0; i < times; i++) await services.GetRequiredService<ScanQuarantine>().Run(default);
        return true;
    });

    private Task<UploadCard> Receive(byte[] file) => shelf.Read(
        services => services.GetRequiredService<IDocuments>().Receive(new NewUpload("a", []), new MemoryStream(file), default), citizen);

    private Task<bool> Bind(Guid id) => shelf.Run(async services =>
    {
        await services.GetRequiredService<IDocuments>().Bind([id], Guid.CreateVersion7(), default);
        return true;
    }, citizen);

    private Task<UploadState> StateOf(Guid id) => shelf.Read(async services =>
        (await services.GetRequiredService<IDocuments>().Uploads([id], default))[0].State);

    private static async Task<string> Refused(Func<Task> act) => (await Assert.ThrowsAsync<Refusal>(act)).Code;

    /// <summary>A program whose settings name a clamd.</summary>
    public sealed class Scanned : Shelf
    {
        private string Socket => Path.Combine(DataDirectory, "clamd");

        public Process StartDaemon(string most = "60M")
        {
            File.Delete(Socket);
            var folder = System.IO.Directory.CreateDirectory(Path.Combine(DataDirectory, "signatures")).FullName;
            File.WriteAllText(Path.Combine(folder, "test.ndb"), $"Test.Malware:0:*:{Convert.ToHexStringLower("OPENSEVA-TEST-MALWARE"u8)}\n");
            var config = Path.Combine(DataDirectory, "clamd.conf");
            File.WriteAllText(config, $"LocalSocket {Socket}\nDatabaseDirectory {folder}\nForeground yes\nStreamMaxLength {most}\n");
            var daemon = Process.Start(new ProcessStartInfo("/usr/sbin/clamd", ["-c", config]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            daemon.OutputDataReceived += (_, _) => { };
            daemon.BeginOutputReadLine();
            for (var tries = 0; tries < 300 && !File.Exists(Socket); tries++) Thread.Sleep(100);
            return daemon;
        }

        protected override void Adjust(WebApplicationBuilder builder)
        {
            base.Adjust(builder);
            builder.Services.Replace(ServiceDescriptor.Singleton(new DocumentsSettings { Clamd = Socket }));
        }
    }
}

using System.IO.Pipelines;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenSeva.Contracts.Documents;
using OpenSeva.Documents;
using OpenSeva.Documents.Scanning;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.Documents;

/// <summary>Somebody sends much, slowly or at the same time: it fills no disk and keeps nobody else waiting.</summary>
public sealed class CrowdingTests(CrowdingTests.Narrow shelf) : IClassFixture<CrowdingTests.Narrow>
{
    private readonly Actor citizen = Shelf.Citizen(Guid.CreateVersion7());

    [Fact]
    public async Task What_is_too_much_is_refused_before_it_is_stored()
    {
        var before = shelf.Files();

        Assert.Equal("document.quota", await Refused(() => Receive(Photos.Large(3))));

        Assert.Equal(before, shelf.Files());
    }

    [Fact]
    public async Task What_became_too_much_meanwhile_does_not_stay_on_the_disk()
    {
        var before = shelf.Files();
        shelf.Meanwhile = () => Receive(Photos.PdfWith($"({new string('y', 1_000_000)})"));

        Assert.Equal("document.quota", await Refused(() => Receive(Photos.PdfWith($"({new string('x', 1_500_000)})"))));

        Assert.Equal(before.Count + 1, shelf.Files().Count);
    }

    [Fact]
    public async Task What_was_taken_back_counts_for_its_day()
    {
        for (var i = 0; i < 3; i++)
        {
            var card = await Receive(Photos.Large(1));
            await shelf.Run(async services =>
            {
                await services.GetRequiredService<IDocuments>().Remove(card.Id, default);
                return true;
            }, citizen);
        }

        Assert.Equal("document.day", await Refused(() => Receive(Photos.Large(1))));

        shelf.Clock.Advance(TimeSpan.FromDays(1));
        await Receive(Photos.Large(1));
    }

    [Fact]
    public async Task Who_sends_slowly_keeps_nobody_waiting()
    {
        using var end = new CancellationTokenSource();
        var slow = Enumerable.Range(0, 20).Select(_ => Receive(new Pipe().Reader.AsStream(), Shelf.Citizen(Guid.CreateVersion7()), end.Token)).ToList();

        await Receive(Photos.Png).WaitAsync(TimeSpan.FromMinutes(1));

        await end.CancelAsync();
        foreach (var one in slow) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
    }

    [Fact]
    public async Task One_person_sends_two_files_at_once()
    {
        using var end = new CancellationTokenSource();
        Task<UploadCard>[] slow = [Receive(new Pipe().Reader.AsStream(), citizen, end.Token), Receive(new Pipe().Reader.AsStream(), citizen, end.Token)];

        Assert.Equal("request.too-many", await Refused(() => Receive(Photos.Png)));

        await end.CancelAsync();
        foreach (var one in slow) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        await Receive(Photos.Png);
    }

    private Task<UploadCard> Receive(byte[] file) => Receive(new MemoryStream(file), citizen, default);

    private Task<UploadCard> Receive(Stream file, Actor owner, CancellationToken ct) => shelf.Read(
        services => services.GetRequiredService<IDocuments>().Receive(new NewUpload("a", []), file, ct), owner);

    private static async Task<string> Refused(Func<Task> act) => (await Assert.ThrowsAsync<Refusal>(act)).Code;

    /// <summary>A program with little room, whose scanner takes long enough for something else to happen.</summary>
    public sealed class Narrow : Shelf
    {
        public Func<Task>? Meanwhile { get; set; }

        public IReadOnlyList<string> Files()
        {
            var files = Path.Combine(DataDirectory, "files");
            return System.IO.Directory.Exists(files) ? [.. System.IO.Directory.EnumerateFiles(files, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];
        }

        protected override void Adjust(WebApplicationBuilder builder)
        {
            base.Adjust(builder);
            builder.Services.Replace(ServiceDescriptor.Singleton(new DocumentsSettings { QuotaMegabytes = 2, DayMegabytes = 4 }));
            builder.Services.Replace(ServiceDescriptor.Singleton<IScanner>(new Slow(this)));
        }

        private sealed class Slow(Narrow shelf) : IScanner
        {
            public async Task<Verdict> Scan(byte[] content, CancellationToken ct)
            {
                var meanwhile = shelf.Meanwhile;
                shelf.Meanwhile = null;
                if (meanwhile is not null) await meanwhile();
                return Verdict.Clean;
            }
        }
    }
}

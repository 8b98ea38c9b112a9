using System.Net;
using System.Net.Http.Headers;
using OpenSeva.Tests.Crash;

namespace OpenSeva.Tests.Operations;

/// <summary>SIGTERM: what is running is finished and answered, nothing new is begun, and the program ends well.</summary>
[Collection(nameof(Demonstration))]
public sealed class ShutdownTests(Demonstration demonstration)
{
    [Fact]
    public async Task A_request_under_way_is_finished_and_the_program_ends_with_nothing_half_done()
    {
        if (Database.IsPostgres) return;
        await using var program = demonstration.Embedded();
        await program.Start();
        var cookies = new CookieContainer();
        using var meera = new StubbornClient(program.Address, cookies);
        await meera.SignInAs("Meera Thomas");
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = program.Address };
        var paper = new Slow(Applicant.Other);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/uploads?name=slow.pdf") { Content = paper };
        request.Headers.Add("Idempotency-Key", "slow");
        var answer = http.SendAsync(request);
        await paper.HalfSent;

        program.Ask();
        while (await program.Ready() is not null) await Task.Delay(20);
        Assert.True(program.IsRunning);
        paper.GoOn();

        using var done = await answer;
        Assert.True(done.IsSuccessStatusCode, await done.Content.ReadAsStringAsync());
        Assert.Equal(0, await program.Ended());
        Assert.Contains("slow.pdf", await Records.Embedded(program).Column("select file_name from upload"));
        await program.VerifyJournal();
    }

    [Fact]
    public async Task An_idle_program_ends_at_once_and_well()
    {
        if (Database.IsPostgres) return;
        await using var program = demonstration.Embedded();
        await program.Start();
        program.Ask();

        Assert.Equal(0, await program.Ended());
        await program.VerifyJournal();
    }

    /// <summary>A file of which half is sent, and the rest when it is told.</summary>
    private sealed class Slow : HttpContent
    {
        private readonly byte[] file;
        private readonly TaskCompletionSource half = new(TaskCreationOptions.RunContinuationsAsynchronously), rest = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Slow(byte[] file)
        {
            this.file = file;
            Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
            Headers.ContentLength = file.Length;
        }

        public Task HalfSent => half.Task;

        public void GoOn() => rest.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(file.AsMemory(0, file.Length / 2));
            await stream.FlushAsync();
            half.SetResult();
            await rest.Task;
            await stream.WriteAsync(file.AsMemory(file.Length / 2));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = file.Length;
            return true;
        }
    }
}

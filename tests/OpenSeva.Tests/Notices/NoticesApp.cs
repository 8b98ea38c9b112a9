using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenSeva.Contracts.Notices;
using OpenSeva.Kernel;
using OpenSeva.Notices;
using OpenSeva.Notices.Deliveries;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Notices;

/// <summary>The program with a mail server and a text message company beside it.</summary>
public class NoticesApp : SevaApp
{
    private HttpPeer? company;
    private int visits;

    internal SmtpSink Mail { get; } = new();

    internal ConcurrentQueue<(string Key, string Bearer, string Body)> Texts { get; } = [];

    /// <summary>How long the company may take: long, because the machine under a test may be busy.</summary>
    internal virtual TimeSpan Patience => TimeSpan.FromSeconds(30);

    /// <summary>The text message company does not answer.</summary>
    internal bool CompanyHangs { get; set; }

    internal int CompanyStatus { get; set; } = 200;

    internal int CompanyVisits => visits;

    public override async ValueTask InitializeAsync()
    {
        company = await HttpPeer.Start(Answer);
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
        Mail.Dispose();
        if (company is not null) await company.DisposeAsync();
    }

    protected override void Adjust(WebApplicationBuilder builder)
    {
        builder.Services.Replace(ServiceDescriptor.Singleton(new NoticesSettings
        {
            Smtp = new() { Patience = TimeSpan.FromSeconds(30), Host = "127.0.0.1", Port = Mail.Port, Security = SmtpSecurity.None, User = "seva", Password = "geheim", From = "seva@state.example" },
            Sms = new()
            {
                Patience = Patience, Url = new Uri(company!.Address, "/send").ToString(), Bearer = "sms-key", Sender = "SEVAKL",
                Body = """{"to":"{mobile}","from":"{sender}","text":"{text}","dlt":"{template}","ref":"{id}"}""",
                Dlt = { ["withdrawn"] = "1107-en", ["withdrawn.ml"] = "1107-ml" },
            },
        }));
    }

    internal Task Send(Notice notice) => Run(async services =>
    {
        await services.GetRequiredService<INotices>().Send(notice, default);
        return true;
    });

    internal Task Job<T>() where T : IJob => Read(async services =>
    {
        await services.GetRequiredService<T>().Run(default);
        return true;
    });

    internal Task<List<Delivery>> Deliveries(string address) => Read(services =>
        services.GetRequiredService<NoticesDb>().Deliveries.Where(d => d.Address == address).OrderBy(d => d.QueuedAt).ToListAsync());

    /// <summary>The plain text of a letter kept by the mail server.</summary>
    internal static string TextOf(string letter) => Encoding.UTF8.GetString(Convert.FromBase64String(letter[(letter.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]));

    internal static string SubjectOf(string letter) => string.Concat(Regex.Matches(
        Regex.Match(letter, @"^Subject: (.*?)\r\n(?! )", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value, @"=\?utf-8\?B\?([^?]*)\?=")
        .Select(word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[1].Value))));

    private async Task Answer(HttpContext http)
    {
        Interlocked.Increment(ref visits);
        if (CompanyHangs)
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        http.Response.StatusCode = CompanyStatus;
        if (CompanyStatus is 200)
            Texts.Enqueue((http.Request.Headers["Idempotency-Key"].ToString(), http.Request.Headers.Authorization.ToString(), await new StreamReader(http.Request.Body).ReadToEndAsync()));
    }
}

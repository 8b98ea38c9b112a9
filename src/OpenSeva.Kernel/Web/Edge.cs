using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Kernel.Web;

/// <summary>
/// Turns what went wrong into what the caller can use (RFC 9457). API: a problem with a stable type. Page: re-executed
/// as a friendly page with a reference number. Never a stack trace, never a personal value.
/// </summary>
internal sealed partial class Edge(IProblemDetailsService problems, Storage.Storage storage, Words words, ILogger<Edge> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception error, CancellationToken ct)
    {
        if (error is OperationCanceledException && http.RequestAborted.IsCancellationRequested) return true;
        var (status, type, title) = Describe(error);
        if (status is 500) LogBug(Faults.PlaceOf(error), http.TraceIdentifier);
        else if (status is 503 or 507) LogStorage(error.GetType().Name, http.TraceIdentifier);

        http.Response.StatusCode = status;
        if (status is 503) http.Response.Headers.RetryAfter = "5";
        // Pages: the status code page (re-executed) says it in words; the facts travel with the request. Of what the framework
        // could not read it says more than we know here: mostly a form that was open for too long.
        if (error is not BadHttpRequestException or Unreadable) http.Items[nameof(Fault)] = new Fault(status, title, http.TraceIdentifier);
        if (!http.Request.Path.StartsWithSegments("/api")) return true;

        var problem = new ProblemDetails { Status = status, Type = type, Title = title, Instance = http.Request.Path };
        // Where in the body, and nothing of what stood there.
        if (error.InnerException is JsonException unread && ((unread as NullEntry)?.Place ?? unread.Path) is { } place) problem.Extensions["at"] = place;
        // The framework's own sentence: which parameter is missing, or no number.
        else if (error is BadHttpRequestException and not Unreadable) problem.Detail = error.Message;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = http, ProblemDetails = problem });
    }

    private (int Status, string Type, string Title) Describe(Exception error) => error switch
    {
        Refusal { Code: "request.key-reused" } refusal => (422, Urn(refusal), Say(refusal)),
        Refusal { Code: "request.forbidden" or "request.prove-again" } refusal => (403, Urn(refusal), Say(refusal)),
        Refusal { Code: "request.not-found" or "track.no-match" or "track.number-wrong" } refusal => (404, Urn(refusal), Say(refusal)),
        Refusal { Code: "request.stale" } refusal => (412, Urn(refusal), Say(refusal)),
        Refusal { Code: "request.match-needed" } refusal => (428, Urn(refusal), Say(refusal)),
        Refusal { Code: "document.form-too-large" } refusal => (413, Urn(refusal), Say(refusal)),
        Refusal { Code: "request.too-many" } refusal => (429, Urn(refusal), Say(refusal)),
        Refusal refusal => (409, Urn(refusal), Say(refusal)),
        Unreadable unreadable => (unreadable.StatusCode, Problems.Urn(unreadable.StatusCode), words[unreadable.Words]),
        BadHttpRequestException { StatusCode: 413 } => (413, Problems.Urn(413), words["kernel.problem.too-large"]),
        BadHttpRequestException { InnerException: JsonException } => (400, "urn:openseva:problem:json", words["kernel.problem.json"]),
        BadHttpRequestException bad => (bad.StatusCode, Problems.Urn(bad.StatusCode), words["kernel.problem.bad-request"]),
        OutcomeUnknown => (503, "urn:openseva:problem:outcome-unknown", words["kernel.problem.outcome-unknown"]),
        _ when storage.IsFull(error) || FileRefused.Is(error) => (507, "urn:openseva:problem:no-room", words["kernel.problem.no-room"]),
        _ when storage.IsUnavailable(error) => (503, "urn:openseva:problem:database-away", words["kernel.problem.database-away"]),
        _ when storage.IsConflict(error) => (409, "urn:openseva:problem:conflict", words["kernel.problem.conflict"]),
        _ => (500, "urn:openseva:problem:fault", words["kernel.problem.fault"]),
    };

    private string Say(Refusal refusal) => words[$"refusal.{refusal.Code}", [.. refusal.Args]];

    private static string Urn(Refusal refusal) => $"urn:openseva:refusal:{refusal.Code}";

    [LoggerMessage(Level = LogLevel.Error, Message = "Fault {Reference}: {Place}")]
    private partial void LogBug(string place, string reference);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Storage failed with {Kind}, {Reference}")]
    private partial void LogStorage(string kind, string reference);
}

/// <summary>What a page says after something went wrong.</summary>
/// <param name="Reference">Number a person can quote to the help desk; it stands in the log.</param>
public sealed record Fault(int Status, string Title, string Reference);

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Desk;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Cases.Messages;

public sealed record WriteMessageRequest([property: Required, StringLength(CaseMessage.Longest, MinimumLength = 1)] string Text);

/// <summary>The citizen and the desk that holds the case write to each other.</summary>
internal sealed class WriteMessage(Work work, Acting acting, TimeProvider clock)
{
    /// <summary>A conversation, not a channel to flood a desk.</summary>
    private const int MostPerHour = 20;

    public static void Map(IEndpointRouteBuilder cases)
    {
        cases.MapPost("/{id:guid}/messages", Post).RequireAuthorization(Policy.SignedIn).WithSummary("Write a message in the case's conversation");
        cases.MapGet("/{id:guid}/messages", Get).RequireAuthorization(Policy.SignedIn).WithSummary("The case's conversation, oldest first");
    }

    private static async Task<Created<Written>> Post(Guid id, WriteMessageRequest request, WriteMessage write, CancellationToken ct) =>
        TypedResults.Created($"/api/v1/cases/{id}/messages", await write.Write(id, request.Text, ct));

    private static async Task<Ok<Page<Written>>> Get(
        Guid id, CasesDb db, Acting acting, CancellationToken ct, string? after = null, [Range(1, Lists.Most)] int limit = Lists.Usual)
    {
        await db.Readable(id, acting.Actor, ct);
        return TypedResults.Ok((await Of(db, id, ct)).Part(after, limit, message => message.Id.ToString("N")));
    }

    public static async Task<IReadOnlyList<Written>> Of(CasesDb db, Guid id, CancellationToken ct) => await messagesOf.All(db, id, ct);

    private static readonly OftenAsked<CasesDb, Guid, Written> messagesOf = new((db, id) => db.Messages
        .Where(message => message.CaseId == id).OrderBy(message => message.At)
        .Select(message => new Written(message.Id, message.FromCitizen, message.PostId, message.Text, message.At)));

    public Task<Written> Write(Guid id, string text, CancellationToken ct) => work.Run(async (CasesDb db, IDesk desk) =>
    {
        var (actor, now) = (acting.Actor, clock.Now);
        await db.Hold(id, ct);
        var file = await db.Readable(id, actor, ct);
        if (file.DestroyedAt is not null) throw new Refusal("case.record-destroyed", file.Number);
        if (file.IsOver) throw new Refusal("case.closed", file.Number);
        if (actor.Kind is not ActorKind.Citizen && file.PostId != actor.Post) throw new Refusal("case.not-at-your-desk", file.Number);
        if (string.IsNullOrWhiteSpace(text)) throw new Refusal("case.message-empty");
        if (text.Length > CaseMessage.Longest) throw new Refusal("case.too-long", CaseMessage.Longest);
        var hourAgo = now.AddHours(-1);
        if (await db.Messages.CountAsync(one => one.CaseId == id && one.AuthorId == actor.Id && one.At > hourAgo, ct) >= MostPerHour) throw new Refusal("request.too-many");

        var message = CaseMessage.Write(id, actor, text, now);
        db.Messages.Add(message);
        file.MessageSent(message.FromCitizen, now);
        if (message.FromCitizen) await desk.Written(file.ItemId, ct);
        return new Written(message.Id, message.FromCitizen, message.PostId, message.Text, message.At);
    }, ct);

    internal sealed record Written(Guid Id, bool FromCitizen, Guid? PostId, string Text, DateTimeOffset At);
}

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Desk;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Fees;

/// <param name="Remarks">What the officer does about it; only the office reads it.</param>
public sealed record NoteFeeRequest([property: StringLength(2000)] string? Remarks = null);

/// <summary>An officer has noted that a fee was taken back: the item leaves the desk, the fee stays owed.</summary>
internal sealed class NoteFee(Work work, Acting acting, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder cases) => cases
        .MapPost("/{id:guid}/fee-notes", Post).RequireAuthorization(Policy.Officer)
        .WithSummary("Note that the fee of a case on your desk was taken back by the gateway");

    private static async Task<Ok<Noted>> Post(Guid id, NoteFeeRequest request, NoteFee note, CancellationToken ct) =>
        TypedResults.Ok(await note.Note(id, request.Remarks, ct));

    public Task<Noted> Note(Guid id, string? remarks, CancellationToken ct) => work.Run(async services =>
    {
        var (db, desk) = (services.GetRequiredService<CasesDb>(), services.GetRequiredService<IDesk>());
        var file = await db.Readable(id, acting.Actor, ct);
        if (remarks?.Length > 2000) throw new Refusal("case.too-long", 2000);

        var item = (await desk.FeeItems(id, ct)).FirstOrDefault(one => one.PostId == acting.Actor.Post) ?? throw new Refusal("case.not-at-your-desk", file.Number);
        await desk.Close(item.Id, ct);
        db.Acts.Add(CaseAct.Of(file, ActKind.FeeNoted, acting.Actor, clock.Now, new(Remarks: remarks, Reference: item.Id)));
        return new Noted(id, file.Number);
    }, ct);

    internal sealed record Noted(Guid Id, string Number);
}

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;

namespace OpenSeva.Directory;

public sealed record AbsenceRequest(Guid Staff, DateOnly From, DateOnly Until, [Required, StringLength(Change.LongestReason)] string Reason);

/// <summary>A person is away for days: link officers act in the posts held. An earlier return is an undo and a new line.</summary>
internal sealed class NoteAbsence(Register register, IAccounts accounts, Acting acting, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/absences", Post)
        .RequireAuthorization(Policy.Administrator)
        .WithSummary("Note that a person is away");

    private static async Task<Ok<Recorded>> Post(AbsenceRequest request, NoteAbsence note, CancellationToken ct) =>
        TypedResults.Ok(await note.Of(request, ct));

    public async Task<Recorded> Of(AbsenceRequest request, CancellationToken ct)
    {
        acting.MustBeFresh(clock.Now);
        if (await accounts.Staff(request.Staff, ct) is null) throw new Refusal("directory.staff-unknown");
        return await register.Write(
            request.Reason, _ => [Line.State(new AbsenceEntry(Guid.CreateVersion7(), request.Staff, request.From, request.Until), request.From)], ct);
    }
}

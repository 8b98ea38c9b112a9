using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Web;

namespace OpenSeva.Directory;

/// <param name="Roles">What the post does in services, for example village-officer.</param>
/// <param name="Units">The units it answers for, with all that lies below them.</param>
/// <param name="From">The day from which it holds; today when left out.</param>
public sealed record PostRequest(
    [Required, StringLength(40)] string Code, [Required] LocalText Title, Guid Office,
    [Required, MinLength(1), MaxLength(40)] IReadOnlyList<string> Roles, [Required, MinLength(1), MaxLength(400)] IReadOnlyList<string> Units,
    [Required, StringLength(Change.LongestReason)] string Reason, DateOnly? From = null);

/// <summary>A post is created, or its title, roles or area change.</summary>
internal sealed class KeepPost(Register register, Acting acting, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/posts", Post).RequireAuthorization(Policy.Administrator).WithSummary("Create a post");
        api.MapPut("/posts/{id:guid}", Put).RequireAuthorization(Policy.Administrator).WithSummary("Change a post from a day on").NeedsMatch();
    }

    private static async Task<Created<Recorded>> Post(PostRequest request, KeepPost keep, HttpContext http, CancellationToken ct) =>
        Etag.Opened(http, "posts", await keep.Create(request, ct));

    private static async Task<Ok<Recorded>> Put(Guid id, PostRequest request, KeepPost keep, HttpContext http, CancellationToken ct) =>
        Etag.Told(http, await keep.Amend(id, request, http.Seen(), ct));

    public Task<Recorded> Create(PostRequest request, CancellationToken ct) => register.Keep(request.Reason, Say(Guid.CreateVersion7(), request), null, ct);

    public Task<Recorded> Amend(Guid id, PostRequest request, long? seen, CancellationToken ct) =>
        register.Keep(request.Reason, Say(id, request), seen, ct, mustBe: true);

    private Line Say(Guid id, PostRequest request)
    {
        acting.MustBeFresh(clock.Now);
        return Line.State(
            new PostEntry(id, request.Code.Trim(), request.Title, request.Office, [.. request.Roles.Distinct()], [.. request.Units.Distinct()]),
            request.From ?? clock.Today);
    }
}

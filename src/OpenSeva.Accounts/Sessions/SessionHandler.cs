using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Web;
using OpenSeva.Ui;

namespace OpenSeva.Accounts.Sessions;

/// <summary>The doorkeeper: tells every request who acts in it, by the session's cookie or a department system's token.</summary>
internal sealed partial class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, SessionKeeper keeper, Settings settings)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string SchemeName = "openseva";
    private const string Bearer = "Bearer ";
    private static readonly string[] StaffPolicies = [Policy.Staff, Policy.Officer, Policy.Administrator, Policy.DepartmentHead, Policy.Auditor];

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // The page that says what failed is made for anybody: asking who is there may be what failed.
        if (Context.Items[nameof(Fault)] is Fault { Status: >= 500 }) return AuthenticateResult.NoResult();

        var header = Request.Headers.Authorization.ToString();
        var isToken = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && IsApi;
        if ((isToken ? header[Bearer.Length..].Trim() : SessionCookie.Read(Context, settings)) is not { Length: > 0 and <= 200 } secret) return AuthenticateResult.NoResult();
        if (await keeper.Find(secret, isToken, Context.RequestAborted) is not { } visitor)
        {
            LogUnknown(Logger, isToken ? "token" : "session");
            return AuthenticateResult.Fail("Not known, or not any more.");
        }

        var acting = Context.RequestServices.GetRequiredService<Acting>();
        (acting.Actor, acting.ProvenAt) = (visitor.Actor, visitor.ProvenAt);
        Context.Features.Set(visitor);
        if (!IsApi)
        {
            var page = Context.RequestServices.GetRequiredService<PageFacts>();
            (page.SignedInAs, page.ActsAs) = (visitor.Name, visitor.ActsAs?.ToString());
        }

        var identity = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, visitor.Actor.Id!.Value.ToString("N")), new(ClaimTypes.Name, visitor.Name)], SchemeName);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        if (IsApi)
        {
            Response.Headers.WWWAuthenticate = "Bearer";
            return;
        }

        var isOffice = Context.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => StaffPolicies.Contains(data.Policy)) is true
            || Request.Path.StartsWithSegments("/office") || Request.Path.StartsWithSegments("/admin");
        // A page's form is sent to the page itself: whoever was signed out over it comes back to it.
        var isPage = HttpMethods.IsGet(Request.Method) || Context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
        var back = isPage ? $"?back={Uri.EscapeDataString(Request.Path + Request.QueryString)}" : "";
        // Only that something was typed is passed on, never what.
        var ended = !HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method) ? Ended.Form : (await HandleAuthenticateOnceSafeAsync()).Failure is not null ? Ended.Page : null;
        var why = ended is null ? "" : $"{(back.Length is 0 ? '?' : '&')}ended={ended}";
        Response.Redirect((isOffice ? "/office/sign-in" : "/account/sign-in") + back + why);
    }

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var actor = Context.RequestServices.GetRequiredService<Acting>().Actor;
        var needsPost = Context.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy is Policy.Officer) is true;
        // An officer whose charge ended, or who has not chosen yet, is asked which post to act from. Who begins elsewhere without a post goes there.
        if (!IsApi && needsPost && actor is { Kind: ActorKind.Staff, PostId: null, Id: { } staff })
            Response.Redirect(Request.Path == Landing.Office ? await Beginning(staff) : Landing.Choice);
        else Response.StatusCode = StatusCodes.Status403Forbidden;
    }

    private async Task<string> Beginning(Guid staff)
    {
        var services = Context.RequestServices;
        var landing = await Landing.Of(
            services.GetRequiredService<AccountsDb>(), services.GetRequiredService<IDirectory>(), staff, TimeProvider.Today, Context.RequestAborted);
        return landing.Path is Landing.Office ? Landing.Choice : landing.Path;
    }

    private bool IsApi => Request.Path.StartsWithSegments("/api");

    [LoggerMessage(Level = LogLevel.Information, Message = "A {Kind} was presented that opens nothing")]
    private static partial void LogUnknown(ILogger log, string kind);
}

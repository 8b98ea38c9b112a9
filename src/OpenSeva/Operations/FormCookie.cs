using Microsoft.AspNetCore.Http;
using OpenSeva.Kernel;

namespace OpenSeva.Operations;

/// <summary>
/// The cookie of the form tokens, named and guarded as the session's is. Whether the outside comes over TLS the public
/// address says: behind a proxy the request itself need not know.
/// </summary>
internal sealed class FormCookie : CookieBuilder
{
    private readonly bool isSecure;

    public FormCookie(Settings settings)
    {
        isSecure = settings.PublicUrl.Scheme is "https";
        Name = isSecure ? "__Host-form" : "form";
        Path = "/";
        SameSite = SameSiteMode.Strict;
        HttpOnly = true;
        IsEssential = true;
    }

    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var options = base.Build(context, expiresFrom);
        options.Secure = isSecure;
        return options;
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace OpenSeva.Kernel.Web;

/// <summary>The language of a request: chosen by link (<c>?lang=ml</c>, kept in a cookie), else the cookie, else what the browser asks for.</summary>
public static class RequestLanguage
{
    private const string Cookie = "lang";

    public static IApplicationBuilder UseRequestLanguage(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        var asked = http.Request.Query[Cookie].ToString();
        if (Languages.Knows(asked))
        {
            http.Response.Cookies.Append(Cookie, asked, new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = http.Request.IsHttps, Path = "/",
            });
        }

        var code = Languages.Knows(asked) ? asked
            : Languages.Knows(http.Request.Cookies[Cookie]) ? http.Request.Cookies[Cookie]!
            : Preferred(http.Request);
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(code);
        http.Response.Headers.ContentLanguage = code;
        await next(http);
    });

    private static string Preferred(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(language => language.Quality ?? 1)
        .Select(language => language.Value.ToString().Split('-')[0])
        .FirstOrDefault(Languages.Knows) ?? Languages.Default;
}

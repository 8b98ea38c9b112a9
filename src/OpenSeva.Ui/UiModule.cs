using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel;

namespace OpenSeva.Ui;

/// <summary>The look of the product: layouts, components, styles. Knows no room; rooms hand in ways to their pages.</summary>
public static class UiModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddUi()
        {
            services.AddRazorComponents();
            services.AddHttpContextAccessor();
            services.AddSingleton(Html.Encoder);
            return services.AddWords(typeof(UiModule).Assembly).AddScoped<PageFacts>().AddScoped<GalleryGate>();
        }

        /// <summary>A room hands in an entry of the navigation.</summary>
        public IServiceCollection AddNav(NavEntry entry) => services.AddSingleton(entry);
    }

    extension(IApplicationBuilder app)
    {
        /// <summary>
        /// Lets a page that failed before it wrote anything (an expired form, a row that is not there) be answered by
        /// the status code pages around it: the renderer has by then named a content type, which they would take for
        /// an answer, and a header of its own, which it would add again; and a form found invalid must not be found so
        /// again while the answer is made.
        /// </summary>
        public IApplicationBuilder UseUi() => app.Use(async (http, next) =>
        {
            try
            {
                await next(http);
            }
            finally
            {
                http.Features.Set<IAntiforgeryValidationFeature>(null);
            }

            if (http.Response is not { HasStarted: false, StatusCode: >= 400, ContentLength: null }) return;
            http.Response.ContentType = null;
            http.Response.Headers.Remove("blazor-enhanced-nav");
        });
    }

    extension(IApplicationBuilder app)
    {
        /// <summary>
        /// A form without its token, after antiforgery has looked. A page answers that itself; an endpoint that a page's
        /// form is sent to would fail over it.
        /// </summary>
        public IApplicationBuilder UseFormTokens() => app.Use((http, next) =>
        {
            var isPage = http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
            if (isPage || http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false }) return next(http);

            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        });
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>The assets, and what is said when a page failed.</summary>
        public IEndpointRouteBuilder MapUi()
        {
            routes.MapGet("/assets/{hash}/{**name}", Asset.Serve).AllowAnonymous().ExcludeFromDescription();
            // Asked for by browsers and readers that were shown no page of ours.
            routes.MapGet("/favicon.ico", () => TypedResults.Redirect(Asset.Url("mark.svg"))).AllowAnonymous().ExcludeFromDescription();
            // Under any method: a page of the router would refuse a failed POST.
            routes.Map("/fault/{status:int}", (int status) => new RazorComponentResult<Document>(new Dictionary<string, object?> { [nameof(Document.Fault)] = status }))
                .AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
            return routes;
        }
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OpenSeva.Tests.House;

/// <summary>Deny by default: whatever can be reached says who may reach it.</summary>
public sealed class AccessTests(SevaApp app) : IClassFixture<SevaApp>
{
    [Fact]
    public void Every_endpoint_and_page_states_its_policy()
    {
        var silent = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            // The framework's own: refused to everybody by the fallback policy, and never used by pages without its script.
            .Where(endpoint => endpoint.RoutePattern.RawText?.StartsWith("/_framework/", StringComparison.Ordinal) is not true)
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
                && !endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy is not null))
            .Select(endpoint => $"{endpoint.RoutePattern.RawText} ({endpoint.DisplayName})");

        Assert.Empty(silent);
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_not_found_rather_than_forbidden()
    {
        var answer = await app.Client().GetAsync(new Uri("/no-such-page", UriKind.Relative));

        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
    }
}

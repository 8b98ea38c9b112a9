using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;

namespace OpenSeva.Ui;

/// <summary>
/// A page whose address holds a number or an id that is none is not there. The framework finds that out while the page
/// is made, and calls it a fault of ours.
/// </summary>
public static class PageQueries
{
    /// <summary>What pages take from their address besides text, read as the framework reads it.</summary>
    private static readonly Dictionary<Type, Func<string, bool>> Readers = new()
    {
        [typeof(Guid)] = text => Guid.TryParse(text, out _),
        [typeof(int)] = text => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
        [typeof(long)] = text => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
    };

    private static readonly ConcurrentDictionary<Type, IReadOnlyList<Taken>> Pages = new();

    public static IApplicationBuilder UsePageQueries(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (http.Request.Query.Count is 0 || http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not { Type: var page }) return next(http);
        if (Pages.GetOrAdd(page, Of).All(taken => !http.Request.Query.TryGetValue(taken.Name, out var text) || taken.Fits(text.ToString()))) return next(http);

        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    internal static IReadOnlyList<Taken> Of(Type page) =>
    [
        .. from property in page.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
           where property.GetCustomAttribute<SupplyParameterFromQueryAttribute>() is not null && property.PropertyType != typeof(string) && property.PropertyType != typeof(string[])
           let mayBeEmpty = Nullable.GetUnderlyingType(property.PropertyType)
           select new Taken(
               property.GetCustomAttribute<SupplyParameterFromQueryAttribute>()!.Name ?? property.Name,
               mayBeEmpty is not null, Readers[mayBeEmpty ?? property.PropertyType]),
    ];

    internal sealed record Taken(string Name, bool MayBeEmpty, Func<string, bool> Reads)
    {
        public bool Fits(string text) => text.Length is 0 ? MayBeEmpty : Reads(text);
    }
}

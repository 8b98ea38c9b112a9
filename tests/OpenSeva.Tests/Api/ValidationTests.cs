using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Validation;

// Marked as subject to change; asked here only, so a later framework breaks this test and nothing else.
#pragma warning disable ASP0029

namespace OpenSeva.Tests.Api;

/// <summary>
/// Rules written on a request are looked at. The framework passes over request types that are not public, or whose room
/// does not call AddValidation, and says nothing: this does.
/// </summary>
public sealed class ValidationTests(SevaApp app) : IClassFixture<SevaApp>
{
    [Fact]
    public void Every_rule_on_a_parameter_of_an_endpoint_is_looked_at()
    {
        var options = app.Services.GetRequiredService<IOptions<ValidationOptions>>().Value;
        var ruled = app.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<MethodInfo>()).OfType<MethodInfo>().Distinct()
            .SelectMany(method => method.GetParameters()).ToList();

        var passedOver = ruled.Where(parameter => HasRules(parameter.ParameterType, []) && !options.TryGetValidatableTypeInfo(parameter.ParameterType, out _))
            .Concat(ruled.Where(parameter => parameter.IsDefined(typeof(ValidationAttribute), true) && !options.TryGetValidatableParameterInfo(parameter, out _)))
            .Select(parameter => $"{parameter.Member.DeclaringType?.Name}: {parameter.ParameterType.Name} {parameter.Name}");

        Assert.Empty(passedOver);
        Assert.Contains(ruled, parameter => HasRules(parameter.ParameterType, []));
    }

    private static bool HasRules(Type type, HashSet<Type> seen)
    {
        var element = type.IsGenericType ? type.GetGenericArguments()[0] : type;
        if (element.Namespace?.StartsWith("OpenSeva", StringComparison.Ordinal) is not true || element.IsEnum || !seen.Add(element)) return false;
        // A service that is injected is no request.
        if (!element.IsValueType && element.GetMethod("<Clone>$") is null) return false;
        return element.GetProperties().Any(property => property.IsDefined(typeof(ValidationAttribute), true) || HasRules(property.PropertyType, seen))
            || element.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Any(parameter => parameter.IsDefined(typeof(ValidationAttribute), true));
    }
}

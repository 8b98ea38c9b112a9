using System.Text.Json.Nodes;

namespace OpenSeva.Definitions;

/// <summary>A condition over an application's answers, as data (GovStack's term). Never code.</summary>
public abstract record Determinant
{
    /// <summary>Holds for every application.</summary>
    public static Determinant Always { get; } = new All([]);

    /// <summary>Every part holds.</summary>
    public sealed record All(IReadOnlyList<Determinant> Parts) : Determinant;

    /// <summary>At least one part holds.</summary>
    public sealed record Any(IReadOnlyList<Determinant> Parts) : Determinant;

    /// <summary>The part does not hold.</summary>
    public sealed record Not(Determinant Part) : Determinant;

    /// <summary>A field compared with a constant, or asked whether it is there.</summary>
    /// <param name="Values">One value; several for <see cref="Comparison.In"/>; none for <see cref="Comparison.Present"/>.</param>
    public sealed record Test(string Field, Comparison Comparison, IReadOnlyList<JsonNode> Values) : Determinant;

    /// <summary>The tests the condition is built of, in the order they are written.</summary>
    public IEnumerable<Test> Tests() => this switch
    {
        All all => all.Parts.SelectMany(part => part.Tests()),
        Any any => any.Parts.SelectMany(part => part.Tests()),
        Not not => not.Part.Tests(),
        Test test => [test],
        _ => [],
    };
}

/// <summary>How a field is compared. Dates compare by age in full years through <see cref="AgeAtLeast"/> and <see cref="AgeBelow"/>.</summary>
public enum Comparison { Is, In, AtLeast, AtMost, Above, Below, AgeAtLeast, AgeBelow, Present }

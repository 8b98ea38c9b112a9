namespace OpenSeva.Definitions;

/// <summary>The fields a condition may look at where it stands: those asked before it.</summary>
/// <param name="Everywhere">Every field code of the form, so that "asked later" and "unknown" can be told apart.</param>
internal sealed record Scope(IReadOnlyDictionary<string, Field> Fields, IReadOnlySet<string> Everywhere)
{
    public Scope With(IEnumerable<Field> more)
    {
        var fields = Fields.ToDictionary(StringComparer.Ordinal);
        foreach (var field in more) fields[field.Code] = field;
        return this with { Fields = fields };
    }
}

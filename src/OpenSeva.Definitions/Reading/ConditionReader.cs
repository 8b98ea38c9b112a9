using System.Text.Json.Nodes;

namespace OpenSeva.Definitions;

/// <summary>Reads conditions and refuses those that cannot mean anything: unknown fields, unfit comparisons, contradictions.</summary>
internal sealed class ConditionReader(MistakeList mistakes)
{
    private static readonly string[] Connectives = ["all", "any", "not", "field"];

    /// <returns>Null when there is no condition.</returns>
    public Determinant? ReadOrNone(YamlNode? node, Scope scope)
    {
        if (node is null) return null;

        var before = mistakes.Found.Count;
        var condition = Part(node, scope);
        if (mistakes.Found.Count == before) RefuseIdle(condition, node.At, scope);
        return condition;
    }

    public Determinant Read(Block owner, string member, Scope scope)
    {
        if (owner.Node(member) is null) owner.Text(member); // notes that it is missing
        return ReadOrNone(owner.Node(member), scope) ?? Determinant.Always;
    }

    private void RefuseIdle(Determinant condition, Mark at, Scope scope)
    {
        if (Contradiction.Found(condition, scope.Fields))
        {
            mistakes.Add(at, "contradiction", "This condition can never hold, whatever is answered.");
        }
        else if (Contradiction.Found(new Determinant.Not(condition), scope.Fields))
        {
            mistakes.Add(at, "idle-condition", "This condition always holds once it is answered; leave it out.");
        }
    }

    private Determinant Part(YamlNode node, Scope scope)
    {
        if (node is not YamlNode.Map map)
        {
            mistakes.Add(node.At, "wrong-type", $"A condition must be a group of members, but this is {node.Kind}.");
            return Determinant.Always;
        }

        var block = new Block(map, Format.Condition, mistakes);
        var used = Connectives.Where(block.Has).ToList();
        if (used.Count is not 1)
        {
            mistakes.Add(map.At, "condition", "A condition has exactly one of all, any, not, field.");
            return Determinant.Always;
        }

        if (used[0] is not "field") RefuseBeside(map, used[0]);
        return used[0] switch
        {
            "all" => new Determinant.All(Several(block.Node("all")!, scope)),
            "any" => new Determinant.Any(Several(block.Node("any")!, scope)),
            "not" => new Determinant.Not(Part(block.Node("not")!, scope)),
            _ => Test(map, block, scope),
        };
    }

    private void RefuseBeside(YamlNode.Map map, string connective)
    {
        foreach (var (name, _) in map.Members.Where(member => member.Name.Value != connective && Format.Condition.Members.Contains(member.Name.Value)))
        {
            mistakes.Add(name.At, "condition", $"'{name.Value}' cannot stand beside '{connective}'.");
        }
    }

    private IReadOnlyList<Determinant> Several(YamlNode node, Scope scope)
    {
        if (node is YamlNode.List { Items.Count: > 0 } list) return [.. list.Items.Select(item => Part(item, scope))];

        mistakes.Add(node.At, "condition", "'all' and 'any' need a list with at least one condition.");
        return [];
    }

    private Determinant Test(YamlNode.Map map, Block block, Scope scope)
    {
        var code = block.Code("field");
        var comparisons = Enum.GetValues<Comparison>().Where(one => block.Has(Block.Hyphened(one))).ToList();
        if (comparisons is not [var comparison])
        {
            mistakes.Add(map.At, "condition", $"A test of a field has exactly one of {string.Join(", ", Enum.GetValues<Comparison>().Select(Block.Hyphened))}.");
            return Determinant.Always;
        }

        if (Known(code, map["field"]!.At, scope) is not { } field) return Determinant.Always;

        var (member, node) = (Block.Hyphened(comparison), block.Node(Block.Hyphened(comparison))!);
        if (!Comparisons.Fit(field.Type).Contains(comparison))
        {
            mistakes.Add(node.At, "unfit-comparison", $"'{member}' does not suit '{code}', which is a {Block.Hyphened(field.Type)} field.");
            return Determinant.Always;
        }

        if (comparison is Comparison.Present) return Presence(block, code);

        var values = comparison is Comparison.In ? Listed(node, field) : [Value(node, field, comparison)];
        return values.Contains(null) ? Determinant.Always : new Determinant.Test(code, comparison, [.. values.OfType<JsonNode>()]);
    }

    private static Determinant Presence(Block block, string code)
    {
        var test = new Determinant.Test(code, Comparison.Present, []);
        return block.Flag("present") ? test : new Determinant.Not(test);
    }

    private Field? Known(string code, Mark at, Scope scope)
    {
        if (code.Length is 0) return null;
        if (scope.Fields.TryGetValue(code, out var field)) return field;

        if (scope.Everywhere.Contains(code))
        {
            mistakes.Add(at, "asked-later", $"The field '{code}' cannot be looked at here: it is asked later, or inside a group.");
        }
        else
        {
            mistakes.Add(at, "unknown-field", $"There is no field '{code}'.{Nearest.Hint(code, scope.Everywhere)}");
        }

        return null;
    }

    private List<JsonNode?> Listed(YamlNode node, Field field)
    {
        if (node is YamlNode.List { Items.Count: > 0 } list) return [.. list.Items.Select(item => Value(item, field, Comparison.In))];

        mistakes.Add(node.At, "wrong-type", "'in' needs a list of values.");
        return [null];
    }

    private JsonNode? Value(YamlNode node, Field field, Comparison comparison)
    {
        var (value, expected) = Comparisons.Value(node as YamlNode.Scalar, field, comparison);
        if (value is null) mistakes.Add(node.At, "wrong-value", $"'{field.Code}' is compared with {expected}.");
        return value;
    }
}

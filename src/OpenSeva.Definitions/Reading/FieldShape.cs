namespace OpenSeva.Definitions;

/// <summary>What must agree within one field: its bounds, its pattern, its options.</summary>
internal static class FieldShape
{
    private const int LongestAnswer = 4000;

    public static void Check(Field field, Block block, MistakeList mistakes)
    {
        if (field.Min > field.Max)
        {
            mistakes.Add(block.Node("min")!.At, "bounds", $"'min' ({field.Min}) is above 'max' ({field.Max}): nothing can be answered.");
        }

        if (field.Prefill is { } what && field.Type != Prefilling.TypeOf(what))
        {
            mistakes.Add(block.Node("prefill")!.At, "unfit-member", $"'{Block.Hyphened(what)}' answers a {Block.Hyphened(Prefilling.TypeOf(what))} field only; this is a {Block.Hyphened(field.Type)} field.");
        }

        if (IsText(field.Type)) Characters(field, block, mistakes);
        if (field.Type is FieldType.Group && field.Max > AnswerLimits.GroupEntries)
        {
            mistakes.Add(block.Node("max")!.At, "bounds", $"A group takes at most {AnswerLimits.GroupEntries} entries.");
        }

        for (var kind = 0; kind < field.Accept.Count; kind++)
        {
            if (field.Accept[kind].Length is 0 || DocumentsCheck.Kinds.Contains(field.Accept[kind]) || block.Node("accept") is not YamlNode.List kinds) continue;
            mistakes.Add(kinds.Items[kind].At, "unknown-kind", $"Files are accepted as {string.Join(", ", DocumentsCheck.Kinds)}; '{field.Accept[kind]}' is not one.");
        }

        if (field.Pattern is not null) Pattern(field, block, mistakes);
        foreach (var twice in field.Options.GroupBy(option => option).Where(group => group.Count() > 1))
        {
            mistakes.Add(block.Node("options")!.At, "duplicate-code", $"The option '{twice.Key}' is listed twice.");
        }

        if (field is { Type: FieldType.Choice, Options: [_] })
        {
            mistakes.Add(block.Node("options")!.At, "one-option", "A choice needs at least two options.");
        }
    }

    private static bool IsText(FieldType type) =>
        type is FieldType.Text or FieldType.LongText or FieldType.PersonName or FieldType.Email;

    private static void Characters(Field field, Block block, MistakeList mistakes)
    {
        foreach (var (member, bound) in new[] { ("min", field.Min), ("max", field.Max) })
        {
            if (bound is < 0 or > LongestAnswer)
            {
                mistakes.Add(block.Node(member)!.At, "bounds", $"'{member}' counts characters: 0 to {LongestAnswer}.");
            }
        }
    }

    private static void Pattern(Field field, Block block, MistakeList mistakes)
    {
        var at = block.Node("pattern")!.At;
        if (field.Type is not (FieldType.Text or FieldType.LongText))
        {
            mistakes.Add(at, "unfit-member", $"A {Block.Hyphened(field.Type)} field has no 'pattern'.");
            return;
        }

        try
        {
            Patterns.Of(field.Pattern!);
        }
        catch (Exception broken) when (broken is ArgumentException or NotSupportedException)
        {
            mistakes.Add(at, "pattern", $"This pattern cannot be used: {broken.Message}");
        }
    }
}

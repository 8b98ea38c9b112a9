namespace OpenSeva.Definitions;

/// <summary>Reads pages and fields. The scope grows field by field, so a condition sees only what was asked before it.</summary>
internal sealed class FormReader(MistakeList mistakes)
{
    private readonly ConditionReader conditions = new(mistakes);
    private readonly Dictionary<string, Field> officers = new(StringComparer.Ordinal);

    /// <summary>Everything on the form once <see cref="Pages"/> has run.</summary>
    public Scope Scope { get; private set; } = new(new Dictionary<string, Field>(), new HashSet<string>());

    public IReadOnlyList<FormPage> Pages(Block service)
    {
        var pages = service.Parts("form", Format.Page, required: true);
        Scope = Scope with { Everywhere = Codes(pages).ToHashSet(StringComparer.Ordinal) };
        return [.. pages.Select(Page)];
    }

    /// <summary>Fields that stand apart from the form: an officer's own on an action.</summary>
    public IReadOnlyList<Field> OwnFields(Block owner)
    {
        var seen = new Scope(new Dictionary<string, Field>(), Scope.Everywhere);
        var fields = new List<Field>();
        foreach (var block in owner.Parts("fields", Format.Field, required: false))
        {
            if (block.Node("prefill") is { } prefill) mistakes.Add(prefill.At, "unfit-member", "An officer's own field has no 'prefill': nothing of the account answers it.");
            fields.Add(Field(block, seen, inGroup: false));
            seen = seen.With(fields);
        }

        foreach (var field in fields) officers.TryAdd(field.Code, field);
        return fields;
    }

    /// <summary>A question by its code: the form's, or one an officer answers on an action read so far.</summary>
    public Field? Known(string code) => Scope.Fields.GetValueOrDefault(code) ?? officers.GetValueOrDefault(code);

    private FormPage Page(Block page)
    {
        var when = conditions.ReadOrNone(page.Node("when"), Scope);
        var fields = new List<Field>();
        foreach (var block in page.Parts("fields", Format.Field, required: true))
        {
            var field = Field(block, Scope, inGroup: false);
            if (field.Assesses is not null) mistakes.Add(block.Node("assesses")!.At, "unfit-member", "Only an officer's own field 'assesses' an answer.");
            if (field.SinceSent) mistakes.Add(block.Node("since-sent")!.At, "unfit-member", "Only an officer's own field has 'since-sent': the form is answered before.");
            fields.Add(field);
            Scope = Scope.With([field]);
        }

        return new(page.Code("code"), when, fields);
    }

    private Field Field(Block block, Scope scope, bool inGroup)
    {
        var type = block.Name("type", FieldType.Text);
        if (type is not FieldType.Choice && block.Has("options")) Unfit(block, "options", type);
        if (type is not FieldType.Address && block.Has("levels")) Unfit(block, "levels", type);
        foreach (var member in new[] { "accept", "max-megabytes", "max-pages" })
        {
            if (type is not FieldType.File && block.Has(member)) Unfit(block, member, type);
        }

        if (type is not FieldType.Group && block.Has("fields")) Unfit(block, "fields", type);
        if (inGroup && type is FieldType.Group) mistakes.Add(block.Node("type")!.At, "nested-group", "A group cannot hold another group.");

        var field = new Field(
            block.Code("code"),
            type,
            block.Flag("required"),
            conditions.ReadOrNone(block.Node("when"), scope),
            Bound(block, "min", type),
            Bound(block, "max", type),
            block.TextOrNone("pattern"),
            block.Codes("options", required: type is FieldType.Choice),
            type is FieldType.Group && !inGroup ? Entry(block, scope) : [])
        {
            Levels = block.Codes("levels"),
            Accept = block.Codes("accept", required: type is FieldType.File),
            MaxMegabytes = (int)(block.Whole("max-megabytes", required: type is FieldType.File, 1, 50) ?? 0),
            SinceSent = block.Flag("since-sent"),
            Assesses = block.CodeOrNone("assesses"),
            Prefill = block.NameOrNone<Prefill>("prefill"),
            MaxPages = (int)(block.Whole("max-pages", required: type is FieldType.File, 1, 500) ?? 0),
        };
        if (field.Prefill is not null && inGroup) mistakes.Add(block.Node("prefill")!.At, "unfit-member", "In a group nothing is answered beforehand: its entries are about others.");
        if (field.SinceSent && (inGroup || type is not FieldType.Date)) mistakes.Add(block.Node("since-sent")!.At, "unfit-member", "Only an officer's own date outside of a group has 'since-sent'.");
        if (field.Assesses is not null && inGroup) mistakes.Add(block.Node("assesses")!.At, "unfit-member", "Only an officer's own field outside of a group 'assesses' an answer.");
        FieldShape.Check(field, block, mistakes);
        return field;
    }

    private List<Field> Entry(Block group, Scope outer)
    {
        var fields = new List<Field>();
        foreach (var block in group.Parts("fields", Format.Field, required: true))
        {
            fields.Add(Field(block, outer.With(fields), inGroup: true));
        }

        return fields;
    }

    private long? Bound(Block block, string member, FieldType type)
    {
        if (!block.Has(member)) return null;
        if (type is FieldType.Money) return block.Rupees(member, required: false);
        if (type is FieldType.Choice or FieldType.YesNo or FieldType.Address or FieldType.Mobile or FieldType.File) Unfit(block, member, type);
        return block.Whole(member, required: false);
    }

    private void Unfit(Block block, string member, FieldType type) =>
        mistakes.Add(block.Node(member)!.At, "unfit-member", $"A {Block.Hyphened(type)} field has no '{member}'.");

    private static IEnumerable<string> Codes(IEnumerable<Block> pages) =>
        from page in pages
        where page.Node("fields") is YamlNode.List
        from item in ((YamlNode.List)page.Node("fields")!).Items
        from code in Codes(item)
        select code;

    private static IEnumerable<string> Codes(YamlNode field)
    {
        if (field is not YamlNode.Map map) return [];

        var own = map["code"] is YamlNode.Scalar code ? [code.Value] : Array.Empty<string>();
        return map["fields"] is YamlNode.List inner ? own.Concat(inner.Items.SelectMany(Codes)) : own;
    }
}

namespace OpenSeva.Definitions;

/// <summary>Every answer meets exactly one slab, and a fee is either fixed or by slabs.</summary>
internal static class FeesCheck
{
    public static void Run(ServiceDefinition definition, YamlNode.Map root, MistakeList mistakes)
    {
        var waivers = new CodesCheck.Seen(mistakes);
        for (var index = 0; index < definition.Fees.Count; index++)
        {
            var fee = definition.Fees[index];
            Mode(fee, root, index, mistakes);
            if (fee.SlabField is not null)
            {
                SlabField(definition, fee, root.Find("fees", index, "by"), mistakes);
                Slabs(definition, fee, root, index, mistakes);
            }

            for (var w = 0; w < fee.Waivers.Count; w++) waivers.Once($"waiver of '{fee.Code}'", fee.Waivers[w].Code, root.Find("fees", index, "waivers", w, "code"));
        }
    }

    private static void Mode(FeeHead fee, YamlNode.Map root, int index, MistakeList mistakes)
    {
        if (fee.SlabField is not null && fee.Amount is not null)
        {
            mistakes.Add(root.Find("fees", index, "rupees"), "fee-mode", "A fee has either 'rupees' or 'by' with 'slabs', not both.");
        }

        if (fee.SlabField is null && fee.Slabs.Count > 0)
        {
            mistakes.Add(root.Find("fees", index, "slabs"), "fee-mode", "Slabs need 'by': the field they look at.");
        }
    }

    private static void SlabField(ServiceDefinition definition, FeeHead fee, Mark at, MistakeList mistakes)
    {
        var code = fee.SlabField!;
        if (definition.FieldOf(fee) is not { } field)
        {
            mistakes.Add(at, "unknown-field", $"There is no field '{code}'.");
            return;
        }

        if (field.Type is not (FieldType.Number or FieldType.Money))
        {
            mistakes.Add(at, "wrong-field", $"Slabs look at a number or money field; '{code}' is a {Block.Hyphened(field.Type)} field.");
        }

        if (!ApplicantCheck.AlwaysAnswered(definition, code) && !AnsweredByOfficers(definition, fee))
        {
            mistakes.Add(at, "not-always-asked", $"'{code}' decides a fee, so it must be required and asked of everybody, or on every action that charges it.");
        }
    }

    private static bool AnsweredByOfficers(ServiceDefinition definition, FeeHead fee) =>
        definition.IsCharged(fee.Code) && definition.Actions.Where(action => action.Charges.Contains(fee.Code))
            .All(action => action.Fields.Any(field => field.Code == fee.SlabField && field is { Required: true, When: null }));

    private static void Slabs(ServiceDefinition definition, FeeHead fee, YamlNode.Map root, int index, MistakeList mistakes)
    {
        var field = definition.FieldOf(fee);
        long? reached = field?.Min - 1;
        for (var s = 0; s < fee.Slabs.Count; s++)
        {
            var at = root.Find("fees", index, "slabs", s, "up-to");
            if (fee.Slabs[s].UpTo is not { } bound)
            {
                if (s < fee.Slabs.Count - 1) mistakes.Add(at, "slab-order", "A slab without 'up-to' takes everything; only the last may be so.");
                return;
            }

            if (bound <= reached) mistakes.Add(at, "slab-order", "This slab reaches no further than what lies before it; no answer meets it.");
            reached = bound;
        }

        if (fee.Slabs.Count > 0 && (field?.Max is not { } most || most > reached))
        {
            mistakes.Add(root.Find("fees", index, "slabs"), "slab-gap", "Answers above the last slab meet none; end with a slab without 'up-to'.");
        }
    }
}

using OpenSeva.LegalClock;

namespace OpenSeva.Definitions;

/// <summary>Actions that record what begins the law's time, and actions that charge a fee, have what they need; others have none of it.</summary>
internal sealed record RecordsCheck(ServiceDefinition Service, StageAction Action, YamlNode Node, MistakeList Mistakes)
{
    public void Run()
    {
        Idle(ActionKind.Complete, StartRule.Complete);
        Idle(ActionKind.Report, StartRule.ExternalReport);
        Own("dated", Action.Dated, [FieldType.Date], "a date field");
        Own("evidence", Action.Evidence, [FieldType.Text, FieldType.LongText], "a text field");
        Charge();
    }

    private void Idle(ActionKind kind, StartRule start)
    {
        if (Action.Kind != kind || Service.Law.Rule.Start == start) return;
        Note("kind", "idle-record", $"The law's time begins with '{Block.Hyphened(Service.Law.Rule.Start)}', so nothing depends on this record; it is for start: {Block.Hyphened(start)}.");
    }

    /// <summary>A report without its day or without proof of it would let a desk choose when the law's time begins.</summary>
    private void Own(string member, string? code, FieldType[] types, string expected)
    {
        if (Action.Kind is not ActionKind.Report)
        {
            if (code is not null) Note(member, "unfit-member", $"Only an action of kind report has '{member}'.");
            return;
        }

        if (code is null) Note(member, "report-proof", $"A report needs '{member}': {expected} of this action.");
        else if (code.Length > 0 && !Action.Fields.Any(field => field.Code == code && types.Contains(field.Type) && field is { Required: true, When: null }))
            Note(member, "report-proof", $"'{code}' must be {expected} of this action, required and always asked.");
    }

    private void Charge()
    {
        if (Action.Kind is not ActionKind.Charge)
        {
            if (Action.Charges.Count > 0) Note("charge", "unfit-member", "Only an action of kind charge has 'charge'.");
            return;
        }

        if (Action.Charges.Count is 0) Note("charge", "no-charge", "An action of kind charge names the fee heads it asks for under 'charge'.");
        for (var index = 0; index < Action.Charges.Count; index++)
        {
            var head = Action.Charges[index];
            if (head.Length is 0 || Service.Fees.Any(fee => fee.Code == head)) continue;
            Mistakes.Add(Node.Find("charge", index), "unknown-fee", $"There is no fee '{head}'.{Nearest.Hint(head, Service.Fees.Select(fee => fee.Code))}");
        }
    }

    private void Note(string member, string code, string message) => Mistakes.Add(Node.Find(member), code, message);
}

using System.Text.Json.Nodes;

namespace OpenSeva.Definitions;

/// <summary>Computes the fee of an application from its definition's heads.</summary>
public static class FeeSchedule
{
    /// <summary>
    /// What is owed for sending. A waiver counts only when it surely holds; among several the first written counts.
    /// Heads that an officer's action asks for are not owed yet.
    /// </summary>
    public static Fee Compute(ServiceDefinition service, JsonObject answers, DateOnly today)
    {
        var asked = service.Asked(answers, today);
        return new([.. service.Fees.Where(head => !service.IsCharged(head.Code)).Select(head => Line(head, asked, today))]);
    }

    /// <summary>What an officer's action asks for: its heads, by the citizen's answers and the officer's own.</summary>
    public static Fee Charge(ServiceDefinition service, StageAction action, JsonObject answers, JsonObject officers, DateOnly today)
    {
        var known = service.Asked(answers, today);
        foreach (var (code, answer) in officers) known[code] = answer?.DeepClone();
        return new([.. service.Fees.Where(head => action.Charges.Contains(head.Code)).Select(head => Line(head, known, today))]);
    }

    private static FeeLine Line(FeeHead head, JsonObject answers, DateOnly today)
    {
        var (amount, reason) = Amount(head, answers);
        return head.Waivers.FirstOrDefault(waiver => waiver.When.Holds(answers, today)) is { } waived
            ? new(head.Code, head.Account, 0, new FeeReason.Waived(waived.Code, amount))
            : new(head.Code, head.Account, amount, reason);
    }

    private static (long? Amount, FeeReason Reason) Amount(FeeHead head, JsonObject answers)
    {
        if (head.SlabField is not { } field) return (head.Amount, new FeeReason.Fixed());
        if (Evaluation.AsWhole(answers[field]) is not { } answer) return (null, new FeeReason.Undecided(field));

        long? above = null;
        foreach (var slab in head.Slabs)
        {
            if (slab.UpTo is not { } bound || answer <= bound)
            {
                return (slab.Amount, new FeeReason.BySlab(field, answer, above, slab.UpTo));
            }

            above = bound;
        }

        // The check of a definition refuses slabs that leave an answer uncovered.
        return (null, new FeeReason.Undecided(field));
    }
}

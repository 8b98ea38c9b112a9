using OpenSeva.Definitions;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;

namespace OpenSeva.Catalogue.Portal;

/// <summary>Money and time of a service in a few words.</summary>
internal static class Costs
{
    public static string Range(ServiceDefinition service, Words words)
    {
        var range = FeeRange.Of(service);
        return range switch
        {
            { To: 0 } => words["catalogue.service.no-fee"],
            _ when range.From == range.To => new Money(range.To).ToString(),
            _ => words["catalogue.service.fee.range", new Money(range.From), new Money(range.To)],
        };
    }

    public static string Limit(ClockRule rule, Words words) => words.Count($"catalogue.service.days.{rule.Unit}", rule.Limit);
}

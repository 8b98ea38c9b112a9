using OpenSeva.Definitions;

namespace OpenSeva.Catalogue.Portal;

/// <summary>What an application may cost before anything is answered, in paise: a head with a waiver may fall away, one that an officer asks for may never be asked.</summary>
internal readonly record struct FeeRange(long From, long To)
{
    public static FeeRange Of(ServiceDefinition service) => new(
        service.Fees.Sum(head => head.Waivers.Count > 0 || service.IsCharged(head.Code) ? 0 : Amounts(head).Min()),
        service.Fees.Sum(head => Amounts(head).Max()));

    private static IEnumerable<long> Amounts(FeeHead head) =>
        head.SlabField is null ? [head.Amount ?? 0] : head.Slabs.Select(slab => slab.Amount);
}

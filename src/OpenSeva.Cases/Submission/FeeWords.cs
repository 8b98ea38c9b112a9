using OpenSeva.Contracts.Catalogue;
using OpenSeva.Contracts.Payments;
using OpenSeva.Definitions;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Submission;

/// <summary>The fee's heads and the reason of each amount, in words.</summary>
internal static class FeeWords
{
    public static IReadOnlyList<DemandLine> Lines(PublishedService service, Fee fee, Words words) =>
        [.. fee.Lines.Select(line => new DemandLine(
            line.Head, line.Account, Text(service, TextKeys.Fee(line.Head)), new Money(line.Amount ?? 0), Everywhere(language => Reason(service, line, words, language))))];

    /// <summary>A text of the service in every language.</summary>
    public static LocalText Text(PublishedService service, string key) => Everywhere(language => service.Texts.In(language, key));

    /// <summary>Why a head comes to its amount, for example "Licence fee by floor area: 45 lies above 20 and up to 50".</summary>
    public static string Reason(PublishedService service, FeeLine line, Words words, string language) => line.Reason switch
    {
        FeeReason.Waived waived => words.In(language, "cases.fee.waived", service.Texts.In(language, TextKeys.Waiver(waived.Waiver))),
        FeeReason.BySlab { Above: null, UpTo: { } upTo } slab =>
            words.In(language, "cases.fee.slab.up-to", Label(service, slab.Field, language), Value(service, slab.Field, slab.Answer), Value(service, slab.Field, upTo)),
        FeeReason.BySlab { Above: { } above, UpTo: { } upTo } slab =>
            words.In(language, "cases.fee.slab.between", Label(service, slab.Field, language), Value(service, slab.Field, slab.Answer), Value(service, slab.Field, above), Value(service, slab.Field, upTo)),
        FeeReason.BySlab { Above: { } above } slab =>
            words.In(language, "cases.fee.slab.above", Label(service, slab.Field, language), Value(service, slab.Field, slab.Answer), Value(service, slab.Field, above)),
        FeeReason.Undecided undecided => words.In(language, "cases.fee.undecided", Label(service, undecided.Field, language)),
        _ => words.In(language, "cases.fee.fixed"),
    };

    private static string Label(PublishedService service, string field, string language) => service.Texts.In(language, TextKeys.Field(field));

    private static string Value(PublishedService service, string field, long value) =>
        (service.Definition.Field(field) ?? service.Definition.Actions.SelectMany(action => action.Fields).FirstOrDefault(own => own.Code == field))?.Type is FieldType.Money ? new Money(value).ToString() : value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static LocalText Everywhere(Func<string, string> say) => new(say("en"), say("hi"), say("gu"), say("ml"), say("pa"));
}

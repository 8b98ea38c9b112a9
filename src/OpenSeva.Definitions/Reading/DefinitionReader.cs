using OpenSeva.LegalClock;

namespace OpenSeva.Definitions;

/// <summary>Turns service.yaml and certificate.yaml into a definition, noting what is not of the format.</summary>
internal sealed class DefinitionReader(MistakeList service, MistakeList certificate)
{
    private readonly FormReader form = new(service);
    private readonly ConditionReader conditions = new(service);

    public ServiceDefinition Read(YamlNode.Map serviceRoot, YamlNode.Map? certificateRoot)
    {
        var block = new Block(serviceRoot, Format.Service, service);
        var pages = form.Pages(block); // first: every condition below looks at its fields
        var workflow = new WorkflowReader(service, form).Read(block); // before the fees: a head may go by an officer's field
        return new(
            block.Code("code"),
            block.Code("department"),
            (int)(block.Whole("version", required: true, 1, 100_000) ?? 1),
            block.Date("effective-from", required: true) ?? DateOnly.MinValue,
            block.Date("effective-to", required: false),
            block.Code("sector"),
            block.Texts("keywords"),
            Law(block.Part("law", Format.Law)),
            Numbering(block.Part("numbering", Format.Numbering)),
            Applicant(block.Part("applicant", Format.Applicant)),
            pages,
            [.. block.Parts("documents", Format.Document, required: false).Select(Document)],
            [.. block.Parts("fees", Format.Fee, required: false).Select(Fee)],
            workflow,
            certificateRoot is null ? null : Certificate(new(certificateRoot, Format.Certificate, certificate)),
            (int)(block.Whole("retention-years", required: true, 1, 100) ?? 1));
    }

    private static Law Law(Block block) => new(
        TextKeys.Act,
        new ClockRule(
            (int)(block.Whole("limit", required: true, 1, 3650) ?? 1),
            block.Name("unit", LimitUnit.WorkingDays),
            block.Name("start", StartRule.Received),
            block.Codes("pauses")),
        block.Flag("example"),
        block.Code("designated-officer"),
        block.Code("first-appeal"),
        block.Code("second-appeal"))
    {
        AppealDays = (int?)block.Whole("appeal-days", required: false, 1, 3650),
    };

    private Numbering Numbering(Block block)
    {
        var kind = block.Text("kind", longest: 6);
        if (kind.Length > 0 && !kind.All(char.IsAsciiLetterUpper))
        {
            service.Add(block.Node("kind")!.At, "wrong-type", "'kind' is up to six capital letters, for example INC.");
        }

        return new(kind, block.Name("year", NumberingYear.Financial) is NumberingYear.Financial);
    }

    private ApplicantRule Applicant(Block block) => new(
        block.Code("jurisdiction"),
        block.Code("name"),
        [.. block.Parts("eligibility", Format.Eligibility, required: false)
            .Select(rule => new EligibilityRule(rule.Code("code"), conditions.Read(rule, "when", form.Scope)))],
        block.Codes("duplicates"))
    {
        FiledBy = block.Names<Filer>("filed-by"),
    };

    private DocumentRule Document(Block block) => new(
        block.Code("code"),
        conditions.ReadOrNone(block.Node("when"), form.Scope),
        block.Flag("required"),
        block.Codes("accept", required: true),
        (int)(block.Whole("max-megabytes", required: true, 1, 50) ?? 1),
        (int)(block.Whole("max-pages", required: true, 1, 500) ?? 1));

    private FeeHead Fee(Block block) => new(
        block.Code("code"),
        block.Text("account"),
        block.Rupees("rupees", required: !block.Has("by")),
        block.CodeOrNone("by"),
        [.. block.Parts("slabs", Format.Slab, required: block.Has("by")).Select(slab => Slab(slab, block))],
        [.. block.Parts("waivers", Format.Waiver, required: false)
            .Select(waiver => new Waiver(waiver.Code("code"), conditions.Read(waiver, "when", form.Scope)))]);

    /// <summary>A slab's bound is rupees when the field it looks at is money.</summary>
    private Slab Slab(Block slab, Block fee)
    {
        var field = fee.Node("by") is YamlNode.Scalar by ? form.Known(by.Value) : null;
        var bound = field?.Type is FieldType.Money ? slab.Rupees("up-to", required: false) : slab.Whole("up-to", required: false);
        return new(bound, slab.Rupees("rupees", required: true) ?? 0);
    }

    private static CertificateTemplate Certificate(Block block) => new(
        TextKeys.Certificate(block.Code("title")),
        [.. block.Codes("body", required: true).Select(TextKeys.Certificate)],
        [.. block.Parts("rows", Format.Row, required: false).Select(Row)],
        (int?)block.Whole("valid-months", required: false, 1, 1200),
        block.Code("signed-by"));

    /// <summary>A row without a label of its own carries the field's.</summary>
    private static CertificateRow Row(Block block)
    {
        var field = block.Code("field");
        return new(block.CodeOrNone("label") is { } label ? TextKeys.Certificate(label) : TextKeys.Field(field), field);
    }

    private enum NumberingYear { Financial, Calendar }
}

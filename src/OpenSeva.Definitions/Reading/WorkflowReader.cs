namespace OpenSeva.Definitions;

/// <summary>Reads stages, actions and clearances.</summary>
internal sealed class WorkflowReader(MistakeList mistakes, FormReader form)
{
    private readonly ConditionReader conditions = new(mistakes);

    public Workflow Read(Block service)
    {
        var block = service.Part("workflow", Format.Workflow);
        return new(
            block.Code("start"),
            [.. block.Parts("stages", Format.Stage, required: true).Select(Stage)],
            [.. block.CodesOrParts("objection-reasons", Format.ObjectionReason).Select(reason => new ObjectionReason(reason.Code("code"), reason.Name("for", ReasonFor.Both, required: false)))],
            block.Codes("rejection-reasons"));
    }

    private Stage Stage(Block block) => new(
        block.Code("code"),
        block.Code("role"),
        (int?)block.Whole("limit-days", required: false, 1, 3650),
        block.Code("status"),
        [.. block.Parts("actions", Format.Action, required: true).Select(Action)],
        [.. block.Parts("clearances", Format.Clearance, required: false).Select(Clearance)]);

    private StageAction Action(Block block) => new(
        block.Code("code"),
        block.Name("kind", ActionKind.Forward),
        block.CodeOrNone("to"),
        conditions.ReadOrNone(block.Node("when"), form.Scope),
        block.Codes("not-by"),
        block.CodeOrNone("pause"),
        block.Codes("requires"),
        form.OwnFields(block))
    {
        Dated = block.CodeOrNone("dated"),
        Evidence = block.CodeOrNone("evidence"),
        Charges = block.Codes("charge"),
    };

    private Clearance Clearance(Block block) => new(
        block.Code("code"),
        block.Code("role"),
        (int)(block.Whole("limit-days", required: true, 1, 3650) ?? 1),
        conditions.ReadOrNone(block.Node("when"), form.Scope));
}

namespace OpenSeva.Definitions;

/// <summary>What each action names exists, and an action of a kind has what the kind needs.</summary>
internal static class ActionsCheck
{
    public const string Clearances = "clearances";

    public static void Run(ServiceDefinition definition, YamlNode.Map root, MistakeList mistakes)
    {
        var stages = definition.Workflow.Stages;
        for (var s = 0; s < stages.Count; s++)
        {
            var codes = new CodesCheck.Seen(mistakes);
            for (var c = 0; c < stages[s].Clearances.Count; c++)
            {
                codes.Once("clearance", stages[s].Clearances[c].Code, root.Find("workflow", "stages", s, "clearances", c, "code"));
            }

            for (var a = 0; a < stages[s].Actions.Count; a++)
            {
                codes.Once("action", stages[s].Actions[a].Code, root.Find("workflow", "stages", s, "actions", a, "code"));
                new One(definition, stages[s], stages[s].Actions[a], root.Node("workflow", "stages", s, "actions", a), mistakes).Run();
            }
        }
    }

    private sealed record One(ServiceDefinition Service, Stage Stage, StageAction Action, YamlNode Node, MistakeList Mistakes)
    {
        public void Run()
        {
            Target();
            Pause();
            Reasons();
            Clearing();
            new RecordsCheck(Service, Action, Node, Mistakes).Run();
            Required();
            for (var index = 0; index < Action.NotBy.Count; index++) KnownStage(Action.NotBy[index], Node.Find("not-by", index));
            OwnFields();
        }

        private void Target()
        {
            var moves = Action.Kind is ActionKind.Forward or ActionKind.Recommend or ActionKind.Return;
            if (moves && Action.To is null) Note("to", "no-target", $"An action that sends the case on needs 'to'.");
            if (!moves && Action.To is not null) Note("to", "unfit-member", $"An action of kind {Block.Hyphened(Action.Kind)} has no 'to': the case stays or ends.");
            if (Action.To is { } to)
            {
                KnownStage(to, Node.Find("to"));
                if (to == Stage.Code && to.Length > 0) Note("to", "same-stage", "The case is already in this stage.");
            }
        }

        private void Pause()
        {
            if (Action.PauseReason is not { Length: > 0 } reason) return;
            if (!Service.Law.Rule.PauseReasons.Contains(reason))
            {
                Note("pause", "unknown-pause", $"The law names no pause '{reason}'; it names {Listed(Service.Law.Rule.PauseReasons)}.");
            }

            if (Action.Kind is not (ActionKind.Object or ActionKind.Ask or ActionKind.Charge))
            {
                Note("pause", "unfit-member", "Only an objection, asking other offices or charging a fee can pause the clock.");
            }

            if (Action.Kind is ActionKind.Charge && Service.Actions.Any(other => other.Kind != Action.Kind && other.PauseReason == reason))
            {
                Note("pause", "shared-pause", $"'{reason}' also pauses the clock for another kind of action, and the end of one would end the other; name the pause for the fee apart.");
            }
        }

        private void Reasons()
        {
            if (Action.Kind is ActionKind.Object && Service.Workflow.ObjectionReasons.Count is 0)
            {
                Note("kind", "no-reasons", "An objection needs coded reasons: list them under objection-reasons.");
            }

            if (Action.Kind is ActionKind.Reject && Service.Workflow.RejectionReasons.Count is 0)
            {
                Note("kind", "no-reasons", "A rejection needs coded reasons: list them under rejection-reasons.");
            }
        }

        private void Clearing()
        {
            if (Action.Kind is ActionKind.Ask && Stage.Clearances.Count is 0)
            {
                Note("kind", "no-clearances", "This stage has no clearances to ask for.");
            }
        }

        private void Required()
        {
            for (var index = 0; index < Action.Requires.Count; index++)
            {
                var required = Action.Requires[index];
                if (required.Length is 0 || Action.Fields.Any(field => field.Code == required)) continue;
                if (required is Clearances && Stage.Clearances.Count > 0) continue;

                Mistakes.Add(Node.Find("requires", index), "unknown-requirement", $"'{required}' is neither a field of this action nor '{Clearances}' of a stage that has some.");
            }
        }

        /// <summary>Officers' fields share the service's texts, so a code means the same question wherever it stands.</summary>
        private void OwnFields()
        {
            for (var index = 0; index < Action.Fields.Count; index++)
            {
                var field = Action.Fields[index];
                if (field.Fields.Prepend(field).Any(own => own.Type is FieldType.File))
                {
                    Mistakes.Add(Node.Find("fields", index, "type"), "unfit-member", "An officer's own form takes no file; files come from the citizen.");
                }

                if (field.Assesses is { Length: > 0 } claimed && Service.Field(claimed)?.Type != field.Type)
                {
                    Mistakes.Add(Node.Find("fields", index, "assesses"), "unknown-field", $"The form asks no {Block.Hyphened(field.Type)} '{claimed}' that this could assess.");
                }

                var others = Service.Workflow.Stages.SelectMany(stage => stage.Actions).SelectMany(action => action.Fields)
                    .Concat(Service.Pages.SelectMany(page => page.Fields));
                if (others.Any(other => other.Code == field.Code && (other.Type != field.Type || !other.Options.SequenceEqual(field.Options))))
                {
                    Mistakes.Add(Node.Find("fields", index, "code"), "duplicate-code", $"Another field '{field.Code}' is of another type; choose another code.");
                }
            }
        }

        private void KnownStage(string code, Mark at)
        {
            if (code.Length is 0 || Service.Workflow.Stages.Any(stage => stage.Code == code)) return;
            Mistakes.Add(at, "unknown-stage", $"There is no stage '{code}'.{Nearest.Hint(code, Service.Workflow.Stages.Select(stage => stage.Code))}");
        }

        private void Note(string member, string code, string message) => Mistakes.Add(Node.Find(member), code, message);

        private static string Listed(IReadOnlyList<string> codes) => codes.Count is 0 ? "none" : string.Join(", ", codes);
    }
}

using System.Text;
using System.Text.Json;

namespace OpenSeva.LegalClock;

/// <summary>What happened to one case, as JSON: the clock's events, and when stages began.</summary>
public sealed record EventsFile(IReadOnlyList<ClockEvent> Events, IReadOnlyList<StageEntered> Stages)
{
    private const string StageKind = "stage";
    private static readonly string[] Members = ["kind", "at", "reason", "stage"];

    /// <param name="stages">The rule's; null when the rule could not be read, and then any is believed.</param>
    /// <exception cref="UnreadableFile">The text is not a list of events.</exception>
    public static EventsFile Read(string file, string text, IReadOnlyList<StageLimit>? stages)
    {
        var mistakes = new MistakeList(file);
        var bytes = Encoding.UTF8.GetBytes(text);
        var (events, entered) = (new List<ClockEvent>(), new List<StageEntered>());
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 8 });
            reader.Read();
            if (reader.TokenType is not JsonTokenType.StartArray) Wrong(reader.TokenStartIndex, "The file must be a list of events: [ … ].");
            else
            {
                while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray) One(ref reader);
                reader.Read();
            }
        }
        catch (JsonException broken)
        {
            mistakes.Add((broken.LineNumber ?? 0) + 1, (broken.BytePositionInLine ?? 0) + 1, "This is not JSON.");
        }
        catch (InvalidOperationException)
        {
            mistakes.Add(1, 1, "A text holds half of a surrogate pair.");
        }
        mistakes.ThrowIfAny();
        return new EventsFile(events, entered);

        void One(ref Utf8JsonReader reader)
        {
            var start = reader.TokenStartIndex;
            if (reader.TokenType is not JsonTokenType.StartObject)
            {
                Wrong(start, "An event is a group of members: { \"kind\": …, \"at\": … }.");
                reader.Skip();
                return;
            }

            var members = new Dictionary<string, (string Value, long Index)>();
            while (reader.Read() && reader.TokenType is not JsonTokenType.EndObject)
            {
                var (name, index) = (reader.GetString()!, reader.TokenStartIndex);
                reader.Read();
                if (!Members.Contains(name)) Wrong(index, $"An event has no member '{name}'; it has {string.Join(", ", Members)}.");
                else if (reader.TokenType is not JsonTokenType.String) Wrong(reader.TokenStartIndex, $"'{name}' must be text in quotes.");
                else if (!members.TryAdd(name, (reader.GetString()!, reader.TokenStartIndex))) Wrong(index, $"'{name}' is written twice.");
                reader.Skip();
            }
            Understand(start, members);
        }

        void Understand(long start, Dictionary<string, (string Value, long Index)> members)
        {
            if (Needed("kind", start, members) is not { } kind || Needed("at", start, members) is not { } at) return;
            if (Values.Instant(at.Value) is not { } instant)
                Wrong(at.Index, $"'at' must be an instant with its offset, such as 2026-03-02T10:30:00+05:30; '{at.Value}' is not.");
            else if (kind.Value is StageKind) Stage(instant, start, members);
            else if (Values.Name<ClockEventKind>(kind.Value) is { } known) Event(known, instant, start, members);
            else Wrong(kind.Index, $"'kind' must be one of {Values.Names<ClockEventKind>()}, {StageKind}; '{kind.Value}' is not.");
        }

        void Event(ClockEventKind kind, DateTimeOffset at, long start, Dictionary<string, (string Value, long Index)> members)
        {
            if (members.TryGetValue("stage", out var stage)) Wrong(stage.Index, "Only an event of kind stage names a stage.");
            var hasReason = members.TryGetValue("reason", out var reason);
            if (kind is ClockEventKind.Paused && (!hasReason || reason.Value.Length == 0)) Wrong(start, "A pause has a reason.");
            if (hasReason && kind is not (ClockEventKind.Paused or ClockEventKind.Resumed)) Wrong(reason.Index, "Only a pause and its end have a reason.");
            events.Add(new ClockEvent(kind, at, hasReason ? reason.Value : null));
        }

        void Stage(DateTimeOffset at, long start, Dictionary<string, (string Value, long Index)> members)
        {
            if (members.TryGetValue("reason", out var reason)) Wrong(reason.Index, "Only a pause and its end have a reason.");
            if (Needed("stage", start, members) is not { } code || stages is null) return;
            if (stages.FirstOrDefault(stage => stage.Code == code.Value) is { } stage) entered.Add(new StageEntered(stage, at));
            else Wrong(code.Index, $"The rule has no stage '{code.Value}'.");
        }

        (string Value, long Index)? Needed(string name, long start, Dictionary<string, (string Value, long Index)> members)
        {
            if (members.TryGetValue(name, out var member)) return member;
            Wrong(start, $"This event has no '{name}'.");
            return null;
        }

        void Wrong(long index, string message)
        {
            var before = bytes.AsSpan(0, (int)index);
            var lineStart = before.LastIndexOf((byte)'\n') + 1;
            mistakes.Add(before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1, message);
        }
    }
}

/// <summary>A desk received the case and its own limit began.</summary>
public sealed record StageEntered(StageLimit Stage, DateTimeOffset At);

using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace OpenSeva.LegalClock;

/// <summary>
/// One group of members of a YAML file being read. Every question answers something usable and notes a mistake when the
/// member is missing or of the wrong kind, so that one reading finds all mistakes.
/// </summary>
internal sealed class YamlPart
{
    private readonly YamlMappingNode map;
    private readonly MistakeList mistakes;

    private YamlPart(YamlMappingNode map, MistakeList mistakes, params ReadOnlySpan<string> members)
    {
        (this.map, this.mistakes) = (map, mistakes);
        foreach (var name in map.Children.Keys)
            if (name is not YamlScalarNode { Value: { } word } || !members.Contains(word))
                Wrong(name, $"There is no member '{name}' here; there are {string.Join(", ", members.ToArray())}.");
    }

    /// <returns>Null when the text is not one group of members; the mistakes say why.</returns>
    public static YamlPart? Read(string text, MistakeList mistakes, params ReadOnlySpan<string> members)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new YamlEvents(text, mistakes));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }]) return new YamlPart(root, mistakes, members);
            mistakes.Add(1, 1, "The file must be one group of members.");
        }
        catch (YamlException broken)
        {
            mistakes.Add(broken.Start.Line, broken.Start.Column, broken.Message);
        }
        return null;
    }

    public bool Has(string member) => Member(member) is not null;

    public string Text(string member) => Scalar(member, required: true)?.Value ?? "";

    public int Whole(string member)
    {
        if (Scalar(member, required: true) is not { } scalar) return 1;
        if (scalar.Style is ScalarStyle.Plain && Values.Whole(scalar.Value!) is { } number) return number;
        Wrong(scalar, $"'{member}' must be a whole number without quotes.");
        return 1;
    }

    public T Name<T>(string member) where T : struct, Enum =>
        Value(member, required: true, Values.Name<T>, $"one of {Values.Names<T>()}") ?? default;

    public DateOnly? Date(string member, bool required) =>
        Value(member, required, Values.Date, "a date such as 2026-08-15");

    public TimeOnly? Time(string member) => Value(member, required: true, Values.Time, "a time such as 10:15, in 24 hours");

    public DateTimeOffset? Instant(string member) =>
        Value(member, required: false, Values.Instant, "an instant with its offset, such as 2026-08-14T18:00:00+05:30");

    public IReadOnlyList<string> Texts(string member) =>
        [.. Items(member, required: false).Select(item => AsScalar(item, member)?.Value ?? "")];

    public IReadOnlyList<T> Names<T>(string member) where T : struct, Enum =>
        [.. Items(member, required: true).Select(item => AsScalar(item, member)).OfType<YamlScalarNode>()
            .Select(item => Values.Name<T>(item.Value!) ?? Refused<T>(item, $"'{item.Value}' is not one of {Values.Names<T>()}."))];

    public IReadOnlyList<YamlPart> Parts(string member, bool required, params string[] members)
    {
        var items = Items(member, required);
        foreach (var item in items.Where(item => item is not YamlMappingNode))
            Wrong(item, $"Each item of '{member}' must be a group of members.");
        return [.. items.OfType<YamlMappingNode>().Select(item => new YamlPart(item, mistakes, members))];
    }

    /// <summary>Notes what makes the whole impossible at the members it comes from. One that was misread is not judged as well.</summary>
    public void Note(IEnumerable<Impossible> impossible)
    {
        foreach (var one in impossible.Where(one => !WasMisread(one.Member)).ToList()) Wrong(Member(one.Member) ?? map, one.Sentence);
    }

    private bool WasMisread(string member)
    {
        if (Member(member) is not { } node) return mistakes.AnyIn(map.Start, end: null);
        var after = map.Children.Keys.Where(name => name.Start.CompareTo(node.Start) > 0).MinBy(name => name.Start);
        return mistakes.AnyIn(node.Start, after?.Start);
    }

    private T? Value<T>(string member, bool required, Func<string, T?> read, string kind) where T : struct
    {
        if (Scalar(member, required) is not { } scalar) return null;
        if (read(scalar.Value!) is { } value) return value;
        Wrong(scalar, $"'{member}' must be {kind}; '{scalar.Value}' is not.");
        return null;
    }

    private YamlScalarNode? Scalar(string member, bool required)
    {
        if (Member(member) is { } node) return AsScalar(node, member);
        if (required) Wrong(map, $"'{member}' is missing.");
        return null;
    }

    private YamlScalarNode? AsScalar(YamlNode node, string member)
    {
        if (node is YamlScalarNode { Value: not (null or "") } scalar) return scalar;
        Wrong(node, $"'{member}' must be a single value.");
        return null;
    }

    private IReadOnlyList<YamlNode> Items(string member, bool required)
    {
        var node = Member(member);
        if (node is YamlSequenceNode list) return [.. list.Children];
        if (node is not null) Wrong(node, $"'{member}' must be a list.");
        else if (required) Wrong(map, $"'{member}' is missing.");
        return [];
    }

    private YamlNode? Member(string member) => map.Children.TryGetValue(new YamlScalarNode(member), out var node) ? node : null;

    private void Wrong(YamlNode node, string message) => mistakes.Add(node.Start.Line, node.Start.Column, message);

    private T Refused<T>(YamlNode node, string message) where T : struct
    {
        Wrong(node, message);
        return default;
    }
}

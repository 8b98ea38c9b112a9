using System.Globalization;
using System.Text.RegularExpressions;

namespace OpenSeva.Definitions;

/// <summary>
/// One part of a definition being read. Every question about a member answers something usable and notes a mistake
/// when the member is missing or of the wrong type, so that one reading finds all mistakes.
/// </summary>
internal sealed partial class Block
{
    private readonly YamlNode.Map? map;
    private readonly Format.Part part;
    private readonly MistakeList mistakes;

    /// <param name="map">Null for a part that is missing: its members then answer silently.</param>
    public Block(YamlNode.Map? map, Format.Part part, MistakeList mistakes)
    {
        (this.map, this.part, this.mistakes) = (map, part, mistakes);
        if (map is not null) RefuseStrangers(map);
    }

    public Mark At => map?.At ?? new(1, 1);

    public bool Has(string member) => map?[member] is not null;

    public YamlNode? Node(string member) => map?[member];

    /// <summary>A lower-case code, words joined by hyphens. Empty when missing or wrong.</summary>
    public string Code(string member) => CodeOrNone(member, required: true) ?? "";

    public string? CodeOrNone(string member, bool required = false) =>
        Scalar(member, required) is { } scalar ? AsCode(scalar) : null;

    public string Text(string member, int longest = 200) => TextOrNone(member, longest, required: true) ?? "";

    public string? TextOrNone(string member, int longest = 200, bool required = false)
    {
        if (Scalar(member, required) is not { } scalar) return null;
        if (scalar.Value.Length is 0) return Wrong<string>(scalar, $"'{member}' is empty.");
        if (scalar.Value.Length > longest) return Wrong<string>(scalar, $"'{member}' is longer than {longest} characters.");
        return scalar.Value;
    }

    public long? Whole(string member, bool required, long least = long.MinValue, long most = long.MaxValue)
    {
        if (Scalar(member, required) is not { } scalar) return null;
        if (!scalar.Plain || !long.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return Wrong<long?>(scalar, $"'{member}' must be a whole number without quotes.");
        }

        return number >= least && number <= most ? number
            : Wrong<long?>(scalar, most is long.MaxValue ? $"'{member}' must be {least} or more." : $"'{member}' must be from {least} to {most}.");
    }

    /// <summary>Rupees with at most two decimals, as paise.</summary>
    public long? Rupees(string member, bool required) =>
        Scalar(member, required) is not { } scalar ? null
        : Amounts.Read(scalar) ?? Wrong<long?>(scalar, $"'{member}' must be rupees such as 15 or 15.50.");

    public bool Flag(string member, bool otherwise = false) => Scalar(member, required: false) switch
    {
        null => otherwise,
        { Plain: true, Value: "true" } => true,
        { Plain: true, Value: "false" } => false,
        var scalar => Wrong<bool>(scalar, $"'{member}' must be true or false."),
    };

    public DateOnly? Date(string member, bool required) =>
        Scalar(member, required) is not { } scalar ? null
        : Dates.Read(scalar.Value) ?? Wrong<DateOnly?>(scalar, $"'{member}' must be a date such as 2026-04-01; '{scalar.Value}' is not.");

    /// <summary>One of an enumeration's names, written with hyphens.</summary>
    public T Name<T>(string member, T otherwise, bool required = true) where T : struct, Enum =>
        Scalar(member, required) is { } scalar ? Named<T>(member, scalar) ?? otherwise : otherwise;

    public T? NameOrNone<T>(string member) where T : struct, Enum => Scalar(member, required: false) is { } scalar ? Named<T>(member, scalar) : null;

    /// <summary>A list of an enumeration's names, each once.</summary>
    public IReadOnlyList<T> Names<T>(string member) where T : struct, Enum
    {
        var names = new List<T>();
        foreach (var scalar in Scalars(member, required: false))
        {
            if (Named<T>(member, scalar) is not { } name) continue;
            if (names.Contains(name)) mistakes.Add(scalar.At, "duplicate-code", $"'{scalar.Value}' is listed twice.");
            else names.Add(name);
        }

        if (Has(member) && map![member] is YamlNode.List { Items.Count: 0 } none) mistakes.Add(none.At, "empty", $"'{member}' has no items.");
        return names;
    }

    private T? Named<T>(string member, YamlNode.Scalar scalar) where T : struct, Enum
    {
        foreach (var name in Enum.GetValues<T>())
        {
            if (Hyphened(name) == scalar.Value) return name;
        }

        return Wrong<T?>(scalar, $"'{member}' must be one of {string.Join(", ", Enum.GetValues<T>().Select(Hyphened))}; '{scalar.Value}' is not.");
    }

    public Block Part(string member, Format.Part shape, bool required = true)
    {
        if (Member(member, required) is not { } node) return new(null, shape, mistakes);
        if (node is not YamlNode.Map inner) Wrong<string>(node, $"'{member}' must be a group of members, but it is {node.Kind}.");
        return new(node as YamlNode.Map, shape, mistakes);
    }

    /// <summary>A list of parts. An item of another kind still takes its place, so that positions stay true.</summary>
    public IReadOnlyList<Block> Parts(string member, Format.Part shape, bool required)
    {
        var items = List(member, required);
        foreach (var item in items.Where(item => item is not YamlNode.Map))
        {
            Wrong<string>(item, $"Each item of '{member}' must be a group of members, but this is {item.Kind}.");
        }

        return [.. items.Select(item => new Block(item as YamlNode.Map, shape, mistakes))];
    }

    /// <summary>A list of codes, some of which say more: a bare code, or a part with the member 'code'.</summary>
    public IReadOnlyList<Block> CodesOrParts(string member, Format.Part shape)
    {
        var items = List(member, required: false);
        foreach (var item in items.Where(item => item is YamlNode.List))
        {
            Wrong<string>(item, $"Each item of '{member}' must be a code or a group of members, but this is {item.Kind}.");
        }

        return [.. items.Select(item => new Block(
            item is YamlNode.Scalar code ? new YamlNode.Map(code.At, [(new YamlNode.Scalar(code.At, "code", Plain: true), code)]) : item as YamlNode.Map,
            shape, mistakes))];
    }

    public IReadOnlyList<string> Codes(string member, bool required = false) => [.. Scalars(member, required).Select(AsCode)];

    public IReadOnlyList<string> Texts(string member) => [.. Scalars(member, required: false).Select(scalar => scalar.Value)];

    public static string Hyphened<T>(T name) where T : struct, Enum => ConditionJson.Hyphened(name);

    private IEnumerable<YamlNode.Scalar> Scalars(string member, bool required)
    {
        var items = List(member, required);
        foreach (var item in items)
        {
            if (item is not YamlNode.Scalar) Wrong<string>(item, $"Each item of '{member}' must be a single value, but this is {item.Kind}.");
        }

        return items.Select(item => item as YamlNode.Scalar ?? new YamlNode.Scalar(item.At, "", Plain: true));
    }

    private IReadOnlyList<YamlNode> List(string member, bool required)
    {
        if (Member(member, required) is not { } node) return [];
        if (node is not YamlNode.List list)
        {
            Wrong<string>(node, $"'{member}' must be a list, but it is {node.Kind}.");
            return [];
        }

        if (required && list.Items.Count is 0) mistakes.Add(list.At, "empty", $"'{member}' has no items.");
        return list.Items;
    }

    private YamlNode.Scalar? Scalar(string member, bool required) => Member(member, required) switch
    {
        null => null,
        YamlNode.Scalar { Plain: true, Value: "" or "~" or "null" } nothing => Wrong<YamlNode.Scalar>(nothing, $"'{member}' has no value."),
        YamlNode.Scalar scalar => scalar,
        var node => Wrong<YamlNode.Scalar>(node, $"'{member}' must be a single value, but it is {node.Kind}."),
    };

    private YamlNode? Member(string member, bool required)
    {
        var node = map?[member];
        if (node is null && required && map is not null)
        {
            mistakes.Add(map.At, "missing-member", $"The {part.Name} has no '{member}'.");
        }

        return node;
    }

    private string AsCode(YamlNode.Scalar scalar)
    {
        if (scalar.Value.Length > 0 && !CodeShape().IsMatch(scalar.Value))
        {
            mistakes.Add(scalar.At, "bad-code", $"'{scalar.Value}' is no code: lower-case letters, digits and single hyphens, starting with a letter, at most 60.");
        }

        return scalar.Value;
    }

    private T? Wrong<T>(YamlNode node, string message)
    {
        mistakes.Add(node.At, "wrong-type", message);
        return default;
    }

    private void RefuseStrangers(YamlNode.Map members)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, _) in members.Members)
        {
            if (!part.Members.Contains(name.Value))
            {
                mistakes.Add(name.At, "unknown-member", $"A {part.Name} has no member '{name.Value}'.{Nearest.Hint(name.Value, part.Members)}");
            }
            else if (!seen.Add(name.Value))
            {
                mistakes.Add(name.At, "duplicate-member", $"'{name.Value}' is written twice in this {part.Name}.");
            }
        }
    }

    [GeneratedRegex(@"\A[a-z](?=.{0,59}\z)[a-z0-9]*(-[a-z0-9]+)*\z")]
    private static partial Regex CodeShape();
}

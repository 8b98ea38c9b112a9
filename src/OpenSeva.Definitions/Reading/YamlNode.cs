namespace OpenSeva.Definitions;

/// <summary>A piece of a YAML file that remembers where it stands. Nothing is interpreted yet and nothing is dropped.</summary>
internal abstract record YamlNode(Mark At)
{
    /// <param name="Plain">Written without quotes: only then may it be a number, a date or true and false.</param>
    public sealed record Scalar(Mark At, string Value, bool Plain) : YamlNode(At);

    public sealed record List(Mark At, IReadOnlyList<YamlNode> Items) : YamlNode(At);

    /// <summary>Members in the order written, duplicates included.</summary>
    public sealed record Map(Mark At, IReadOnlyList<(Scalar Name, YamlNode Value)> Members) : YamlNode(At)
    {
        public YamlNode? this[string name] => Members.FirstOrDefault(member => member.Name.Value == name).Value;
    }

    /// <summary>The deepest place that exists on the way through member names and list positions.</summary>
    public Mark Find(params ReadOnlySpan<object> way) => Node(way).At;

    /// <summary>The deepest node that exists on the way.</summary>
    public YamlNode Node(params ReadOnlySpan<object> way)
    {
        var node = this;
        foreach (var step in way)
        {
            var next = (node, step) switch
            {
                (Map map, string name) => map[name],
                (List list, int index) when index < list.Items.Count => list.Items[index],
                _ => null,
            };
            if (next is null) break;
            node = next;
        }

        return node;
    }

    /// <summary>How the node is called in a message to its author.</summary>
    public string Kind => this switch
    {
        Scalar => "a single value",
        List => "a list",
        _ => "a group of members",
    };
}

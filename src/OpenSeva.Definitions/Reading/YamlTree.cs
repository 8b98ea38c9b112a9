using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OpenSeva.Definitions;

/// <summary>
/// Reads a YAML file into nodes with places. Anchors, aliases, tags and several documents in a file are refused:
/// a definition must read the same to every tool and cannot be made to grow.
/// </summary>
internal static class YamlTree
{
    public const int LongestFile = 512 * 1024;
    private const int Deepest = 24;

    /// <returns>Null when the file is not one group of members; the mistake says why.</returns>
    public static YamlNode.Map? Read(string text, MistakeList mistakes)
    {
        if (text.Length > LongestFile)
        {
            mistakes.Add(new(1, 1), "too-large", $"The file is longer than {LongestFile / 1024} KiB.");
            return null;
        }

        var parser = new Parser(new StringReader(text));
        try
        {
            return Document(parser, mistakes);
        }
        catch (YamlException broken)
        {
            mistakes.Add(Place(broken.Start), "yaml", $"This is not YAML: {broken.Message}");
            return null;
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException)
        {
            // The scanner's own answer to some damaged files, without a place: the last good one is the nearest.
            mistakes.Add(parser.Current is { } last ? Place(last.End) : new(1, 1), "yaml", "This is not YAML from here on.");
            return null;
        }
        catch (RefusedYaml refused)
        {
            mistakes.Add(refused.At, "yaml", refused.Message);
            return null;
        }
    }

    private static YamlNode.Map? Document(Parser parser, MistakeList mistakes)
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
        {
            mistakes.Add(new(1, 1), "empty", "The file is empty.");
            return null;
        }

        var root = Node(parser, 0);
        parser.Consume<DocumentEnd>();
        if (parser.TryConsume<DocumentStart>(out var second))
        {
            mistakes.Add(Place(second.Start), "yaml", "A file holds one document; remove the second.");
        }

        if (root is YamlNode.Map map) return map;

        mistakes.Add(root.At, "wrong-type", $"The file must be a group of members, but it is {root.Kind}.");
        return null;
    }

    private static YamlNode Node(Parser parser, int depth)
    {
        if (parser.Accept<AnchorAlias>(out var alias)) throw new RefusedYaml(Place(alias.Start), "Aliases (*name) are not allowed.");

        var start = parser.Consume<NodeEvent>();
        var at = Place(start.Start);
        if (!start.Anchor.IsEmpty) throw new RefusedYaml(at, "Anchors (&name) are not allowed.");
        if (!start.Tag.IsEmpty && !start.Tag.IsNonSpecific) throw new RefusedYaml(at, "Tags (!name) are not allowed.");
        if (depth > Deepest) throw new RefusedYaml(at, $"Nested deeper than {Deepest} levels.");

        return start switch
        {
            Scalar scalar => new YamlNode.Scalar(at, scalar.Value, scalar.Style is ScalarStyle.Plain),
            SequenceStart => new YamlNode.List(at, [.. Items(parser, depth)]),
            _ => new YamlNode.Map(at, [.. Members(parser, depth)]),
        };
    }

    private static IEnumerable<YamlNode> Items(Parser parser, int depth)
    {
        while (!parser.TryConsume<SequenceEnd>(out _)) yield return Node(parser, depth + 1);
    }

    private static IEnumerable<(YamlNode.Scalar, YamlNode)> Members(Parser parser, int depth)
    {
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var name = Node(parser, depth + 1);
            if (name is not YamlNode.Scalar scalar) throw new RefusedYaml(name.At, "A member's name must be a single word.");
            yield return (scalar, Node(parser, depth + 1));
        }
    }

    private static Mark Place(YamlDotNet.Core.Mark mark) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    private sealed class RefusedYaml(Mark at, string message) : Exception(message)
    {
        public Mark At => at;
    }
}

using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OpenSeva.LegalClock;

/// <summary>
/// A YAML text piece by piece, without what a calendar may not hold: anchors and endless nesting are refused, so that it reads
/// the same to every tool and cannot be made to grow. A member written twice is noted and read once, so that the rest is told too.
/// </summary>
internal sealed class YamlEvents : IParser
{
    private const int Deepest = 12;
    private readonly List<ParsingEvent> kept = [];
    private int at = -1;

    /// <exception cref="YamlException">This is not YAML, or not what may be written.</exception>
    public YamlEvents(string text, MistakeList mistakes)
    {
        var parser = new Parser(new StringReader(text));
        parser.MoveNext();
        while (parser.Current is { } here)
        {
            if (here is NodeEvent) Node(parser, mistakes, isKept: true, depth: 1);
            else Take(parser, isKept: true);
        }
    }

    public ParsingEvent? Current => at >= 0 && at < kept.Count ? kept[at] : null;

    public bool MoveNext() => ++at < kept.Count;

    private void Node(Parser parser, MistakeList mistakes, bool isKept, int depth)
    {
        var here = parser.Current!;
        if (depth > Deepest) throw new YamlException(here.Start, here.End, $"Nested deeper than {Deepest} levels.");
        if (here is AnchorAlias or NodeEvent { Anchor.IsEmpty: false }) throw new YamlException(here.Start, here.End, "Anchors and aliases are not allowed.");

        Take(parser, isKept);
        if (here is MappingStart)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            while (parser.Current is not MappingEnd)
            {
                var isTwice = parser.Current is Scalar name && !seen.Add(name.Value);
                if (isTwice) mistakes.Add(parser.Current!.Start.Line, parser.Current.Start.Column, $"'{((Scalar)parser.Current).Value}' is written twice.");
                Node(parser, mistakes, isKept && !isTwice, depth + 1);
                Node(parser, mistakes, isKept && !isTwice, depth + 1);
            }

            Take(parser, isKept);
        }
        else if (here is SequenceStart)
        {
            while (parser.Current is not SequenceEnd) Node(parser, mistakes, isKept, depth + 1);
            Take(parser, isKept);
        }
    }

    private void Take(Parser parser, bool isKept)
    {
        if (isKept) kept.Add(parser.Current!);
        parser.MoveNext();
    }
}

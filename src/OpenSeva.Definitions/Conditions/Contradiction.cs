namespace OpenSeva.Definitions;

/// <summary>
/// Finds conditions that no answers can satisfy. Fields are independent, so a condition is impossible exactly when
/// every way of satisfying it asks some single field for two things at once.
/// </summary>
internal static class Contradiction
{
    /// <summary>Beyond this many ways the question is left open and nothing is reported.</summary>
    private const int MostWays = 512;

    public static bool Found(Determinant condition, IReadOnlyDictionary<string, Field> fields) =>
        Ways(condition, holds: true) is { } ways && !ways.Any(way => Possible(way, fields));

    private static bool Possible(IEnumerable<Literal> way, IReadOnlyDictionary<string, Field> fields) =>
        way.GroupBy(literal => literal.Test.Field).All(asked =>
        {
            var room = new AnswerRoom(fields.GetValueOrDefault(asked.Key));
            foreach (var literal in asked) room.Narrow(literal.Test, literal.Holds);
            return !room.IsEmpty;
        });

    /// <summary>Disjunctive normal form: each way is a set of tests that must hold or fail together.</summary>
    private static List<Literal[]>? Ways(Determinant condition, bool holds) => condition switch
    {
        Determinant.Not not => Ways(not.Part, !holds),
        Determinant.Test test => [[new(test, holds)]],
        Determinant.All all => holds ? Together(all.Parts, holds) : Either(all.Parts, holds),
        Determinant.Any any => holds ? Either(any.Parts, holds) : Together(any.Parts, holds),
        _ => null,
    };

    private static List<Literal[]>? Either(IReadOnlyList<Determinant> parts, bool holds)
    {
        var ways = new List<Literal[]>();
        foreach (var part in parts)
        {
            if (Ways(part, holds) is not { } more || ways.Count + more.Count > MostWays) return null;
            ways.AddRange(more);
        }

        return ways;
    }

    private static List<Literal[]>? Together(IReadOnlyList<Determinant> parts, bool holds)
    {
        List<Literal[]> ways = [[]];
        foreach (var part in parts)
        {
            if (Ways(part, holds) is not { } more || ways.Count * more.Count > MostWays) return null;
            ways = [.. from way in ways from next in more select (Literal[])[.. way, .. next]];
        }

        return ways;
    }

    private sealed record Literal(Determinant.Test Test, bool Holds);
}

namespace OpenSeva.Definitions;

/// <summary>Documents are asked for in forms the store takes.</summary>
internal static class DocumentsCheck
{
    public static IReadOnlyList<string> Kinds { get; } = ["pdf", "jpeg", "png"];

    public static void Run(ServiceDefinition definition, YamlNode.Map root, MistakeList mistakes)
    {
        for (var index = 0; index < definition.Documents.Count; index++)
        {
            var accepted = definition.Documents[index].Accept;
            for (var kind = 0; kind < accepted.Count; kind++)
            {
                if (accepted[kind].Length is 0 || Kinds.Contains(accepted[kind])) continue;
                mistakes.Add(root.Find("documents", index, "accept", kind), "unknown-kind", $"Documents are accepted as {string.Join(", ", Kinds)}; '{accepted[kind]}' is not one.");
            }
        }
    }
}

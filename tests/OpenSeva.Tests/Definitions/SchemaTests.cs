using System.Text.Json.Nodes;
using OpenSeva.Definitions;

namespace OpenSeva.Tests.Definitions;

/// <summary>services/schema.json tells editors what the reader accepts.</summary>
public sealed class SchemaTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Samples.Root, "services/schema.json")))!.AsObject();

    public static TheoryData<string> Parts => [.. Format.Parts.Select(part => part.Name)];

    [Theory]
    [MemberData(nameof(Parts))]
    public void The_schema_lists_the_members_the_reader_knows(string name)
    {
        var part = Format.Parts.Single(part => part.Name == name);
        var shape = name is "service" ? Schema : Schema["$defs"]![name]!.AsObject();

        Assert.Equal(part.Members.Order(), shape["properties"]!.AsObject().Select(member => member.Key).Order());
        Assert.False((bool)shape["additionalProperties"]!);
    }

    [Fact]
    public void The_schema_lists_the_names_the_reader_knows()
    {
        Assert.Equal(Names<FieldType>(), Listed("field", "type"));
        Assert.Equal(Sectors.All, Schema["properties"]!["sector"]!["enum"]!.AsArray().Select(name => (string)name!));
        Assert.Equal(Names<ActionKind>(), Listed("action", "kind"));
        Assert.Equal(Names<Prefill>(), Listed("field", "prefill"));
        Assert.Equal(Names<ReasonFor>(), Listed("objection-reason", "for"));
    }

    [Fact]
    public void What_the_schema_demands_is_what_the_reader_misses()
    {
        foreach (var member in Schema["required"]!.AsArray().Select(name => (string)name!))
        {
            var without = string.Join('\n', WithoutMember(member));
            Assert.Contains(Samples.Mistakes(without), mistake => mistake.Code is "missing-member" && mistake.Message.Contains($"'{member}'", StringComparison.Ordinal));
        }
    }

    /// <summary>The sample's lines without one member of the service and what lies below it.</summary>
    private static IEnumerable<string> WithoutMember(string member)
    {
        var inside = false;
        foreach (var line in Samples.ServiceYaml.Split('\n'))
        {
            if (line.Length > 0 && !char.IsWhiteSpace(line[0])) inside = line.StartsWith(member + ":", StringComparison.Ordinal);
            if (!inside) yield return line;
        }
    }

    private static IEnumerable<string> Names<T>() where T : struct, Enum => Enum.GetValues<T>().Select(Block.Hyphened);

    private static IEnumerable<string> Listed(string part, string member) =>
        Schema["$defs"]![part]!["properties"]![member]!["enum"]!.AsArray().Select(name => (string)name!);
}

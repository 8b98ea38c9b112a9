using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace OpenSeva.Cases.Demo;

/// <summary>demo/applications.yaml: what citizens ask for in the demonstration, and what officers do with it.</summary>
internal sealed class Story
{
    public string Code { get; init; } = "";
    public int Weight { get; init; } = 1;
    public string Unit { get; init; } = "";
    public Dictionary<string, object?> Answers { get; init; } = [];
    public List<string> Documents { get; init; } = [];
    public List<StoryStep> Path { get; init; } = [];
    public StoryStep Refusal { get; init; } = new();
    public StoryObjection Objection { get; init; } = new();

    public static (IReadOnlyList<Story> Stories, IReadOnlyList<StoryWaiting> Waiting) All()
    {
        var sheet = Yaml.Read<Sheet>("Demo/applications.yaml");
        return (sheet.Services, sheet.Waiting);
    }

    /// <summary>Fills the blanks of a form: {name}, {unit} … A blank that stands alone takes the value's own type.</summary>
    public static JsonObject Fill(Dictionary<string, object?> form, IReadOnlyDictionary<string, object> blanks) =>
        (JsonObject)Node(form.ToDictionary(pair => (object)pair.Key, pair => pair.Value), blanks)!;

    private static JsonNode? Node(object? value, IReadOnlyDictionary<string, object> blanks) => value switch
    {
        null => null,
        string text when blanks.FirstOrDefault(blank => text == $"{{{blank.Key}}}").Value is { } known => known is long whole ? JsonValue.Create(whole) : JsonValue.Create((string)known),
        string text => JsonValue.Create(text),
        bool yes => JsonValue.Create(yes),
        IDictionary<object, object?> map => new JsonObject(map.Select(pair => KeyValuePair.Create((string)pair.Key, Node(pair.Value, blanks)))),
        IEnumerable<object?> list => new JsonArray([.. list.Select(item => Node(item, blanks))]),
        _ => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
    };

    private sealed class Sheet
    {
        public List<Story> Services { get; init; } = [];
        public List<StoryWaiting> Waiting { get; init; } = [];
    }
}

internal sealed class StoryStep
{
    public string Action { get; init; } = "";

    /// <summary>"clearances": done only when what was asked is answered.</summary>
    public string? Waits { get; init; }
    public Dictionary<string, object?> Fields { get; init; } = [];
    public List<string> Reasons { get; init; } = [];
}

internal sealed class StoryObjection
{
    public string Document { get; init; } = "";
    public string Reason { get; init; } = "";
}

/// <summary>An application that surely waits today.</summary>
internal sealed class StoryWaiting
{
    public string Code { get; init; } = "";
    public string Citizen { get; init; } = "";

    /// <summary>How many days ago it was sent.</summary>
    public int Days { get; init; }

    /// <summary>How many steps of the path officers took before it was left.</summary>
    public int Steps { get; init; }
}

/// <summary>demo/citizens.yaml: who applies, and from where.</summary>
internal sealed class StoryCitizen
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string Gender { get; init; } = "";
    public string Guardian { get; init; } = "";
    public string Email { get; init; } = "";
    public string Mobile { get; init; } = "";
    public string Language { get; init; } = "";
    public string Village { get; init; } = "";
    public string Panchayat { get; init; } = "";
    public string Ward { get; init; } = "";

    public static IReadOnlyList<StoryCitizen> All() => Yaml.Read<Sheet>("Demo/citizens.yaml").Citizens;

    /// <summary>Local bodies of Punjab have numbers that begin with the state's, 03.</summary>
    public string Pin => Panchayat.StartsWith("L03", StringComparison.Ordinal) ? "141001" : "682024";

    public string UnitFor(string level) => level switch { "village" => Village, "panchayat" => Panchayat, _ => Ward };

    private sealed class Sheet
    {
        public List<StoryCitizen> Citizens { get; init; } = [];
    }
}

file static class Yaml
{
    public static T Read<T>(string resource)
    {
        using var reader = new StreamReader(typeof(Yaml).Assembly.GetManifestResourceStream(resource)!);
        return new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance)
            .WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<T>(reader);
    }
}

using System.Text.Json;

namespace OpenSeva.BrowserTests.Journey;

/// <summary>What the product says in a language, from its words files.</summary>
internal static class Wording
{
    public static string Of(string module, string key, string language)
    {
        using var words = JsonDocument.Parse(File.ReadAllText(Path.Combine(Product.Root, "src", $"OpenSeva.{module}", "Texts", $"{language}.json")));
        return words.RootElement.GetProperty(key).GetString()!;
    }
}

namespace OpenSeva.Definitions;

/// <summary>A service's words in every language it has. What a language lacks is said in English.</summary>
public sealed class ServiceTexts(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> languages)
{
    public const string Fallback = "en";

    /// <summary>The languages every service must have.</summary>
    public static IReadOnlyList<string> Required { get; } = ["en", "hi", "gu", "ml", "pa"];

    public static ServiceTexts None { get; } = new(new Dictionary<string, IReadOnlyDictionary<string, string>>());

    public IEnumerable<string> Languages => languages.Keys;

    /// <summary>The words under a key, in English when the language lacks them; the key itself when nobody wrote any.</summary>
    public string Say(string language, string key) => Find(language, key) ?? key;

    /// <summary>As <see cref="Say(string, string)"/>, with every {name} replaced.</summary>
    public string Say(string language, string key, IReadOnlyDictionary<string, string> values) =>
        Placeholders.Fill(Say(language, key), values);

    /// <returns>Null when neither the language nor English has the key, as for a field without a hint.</returns>
    public string? Find(string language, string key) => Own(language, key) ?? Own(Fallback, key);

    /// <summary>The language's own words only: tells a page whether to mark the text as English.</summary>
    public string? Own(string language, string key) =>
        languages.TryGetValue(language, out var words) && words.TryGetValue(key, out var text) ? text : null;

    /// <summary>Every key a language has of its own.</summary>
    public IEnumerable<string> Keys(string language) =>
        languages.TryGetValue(language, out var words) ? words.Keys : [];
}

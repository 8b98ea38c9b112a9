using System.Globalization;

namespace OpenSeva.Definitions;

/// <summary>A service's words: texts.LANGUAGE.yaml flattened to keys such as <c>fields.annual-income.label</c>.</summary>
/// <param name="ByLanguage">Language code → key → text. English is complete; the check names what others lack.</param>
public sealed record ServiceTexts(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> ByLanguage)
{
    public const string Fallback = "en";

    /// <summary>The languages every service must have.</summary>
    public static IReadOnlyList<string> Required { get; } = ["en", "hi", "gu", "ml", "pa"];

    public static ServiceTexts None { get; } = new(new Dictionary<string, IReadOnlyDictionary<string, string>>());

    /// <summary>In the language of the current request.</summary>
    public string this[string key] => In(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, key);

    /// <returns>The text, else English, else the key.</returns>
    public string In(string language, string key) => Own(language, key) ?? Own(Fallback, key) ?? key;

    /// <summary>As <see cref="In(string, string)"/>, with every {name} replaced.</summary>
    public string In(string language, string key, IReadOnlyDictionary<string, string> values) =>
        Placeholders.Fill(In(language, key), values);

    /// <summary>False for an optional text that nobody wrote, such as a hint.</summary>
    public bool Has(string key) => Own(Fallback, key) is not null;

    /// <summary>The language's own words only: tells a page whether it shows English instead.</summary>
    public string? Own(string language, string key) =>
        ByLanguage.TryGetValue(language, out var texts) && texts.TryGetValue(key, out var text) ? text : null;
}

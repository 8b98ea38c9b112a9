using System.Globalization;

namespace OpenSeva.Definitions;

/// <summary>A service's words: texts.LANG.yaml flattened to keys such as <c>fields.annual-income.label</c>.</summary>
/// <param name="ByLanguage">Language code → key → text. English is complete; the checker names what others lack.</param>
public sealed record ServiceTexts(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> ByLanguage)
{
    /// <summary>In the language of the current request.</summary>
    public string this[string key] => In(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, key);

    /// <returns>The text, else English, else the key.</returns>
    public string In(string language, string key) => Find(language, key) ?? Find("en", key) ?? key;

    public bool Has(string key) => Find("en", key) is not null;

    private string? Find(string language, string key) =>
        ByLanguage.TryGetValue(language, out var texts) && texts.TryGetValue(key, out var text) ? text : null;
}

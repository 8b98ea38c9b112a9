using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace OpenSeva.Kernel;

/// <summary>
/// Everything the product says, by key and language. Each module brings <c>Texts/LANG.json</c>, a flat object
/// whose keys begin with the module's name; placeholders are {0}, {1}. A missing translation falls back to English,
/// a missing key shows itself; tests demand that neither happens.
/// </summary>
public sealed class Words
{
    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> byLanguage;

    public Words(IEnumerable<Assembly> modules)
    {
        var read = Languages.All.ToDictionary(language => language.Code, _ => new Dictionary<string, string>());
        foreach (var module in modules.Append(typeof(Words).Assembly).Distinct())
        {
            foreach (var (code, texts) in read)
            {
                using var file = module.GetManifestResourceStream($"Texts/{code}.json");
                if (file is null) continue;
                foreach (var (key, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(file)!) texts.Add(key, text);
            }
        }

        byLanguage = read.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToFrozenDictionary());
    }

    /// <summary>In the language of the current request.</summary>
    public string this[string key, params ReadOnlySpan<object?> args] => In(Languages.Current, key, args);

    public string In(string language, string key, params ReadOnlySpan<object?> args)
    {
        var text = Find(language, key) ?? Find(Languages.Default, key) ?? key;
        return args.IsEmpty ? text : string.Format(CultureInfo.InvariantCulture, text, args);
    }

    /// <summary>In every language.</summary>
    public LocalText All(string key) => new(In("en", key), In("hi", key), In("gu", key), In("ml", key), In("pa", key));

    public bool Knows(string key) => Find(Languages.Default, key) is not null;

    /// <summary>Chooses <c>KEY.one</c> or <c>KEY.other</c> by the language's plural rule; {0} is the count.</summary>
    public string Count(string key, long count) => In(Languages.Current, $"{key}.{Plural(Languages.Current, count)}", count);

    // CLDR cardinal rules: Hindi, Gujarati and Punjabi count zero as one; English and Malayalam do not.
    private static string Plural(string language, long count) =>
        count == 1 || (count == 0 && language is "hi" or "gu" or "pa") ? "one" : "other";

    private string? Find(string language, string key) =>
        byLanguage.TryGetValue(language, out var texts) && texts.TryGetValue(key, out var text) ? text : null;
}

using System.Globalization;
using System.Text.Json.Serialization;

namespace OpenSeva.Kernel;

/// <summary>One name or sentence in the state's languages; English when a language is missing.</summary>
public sealed record LocalText(
    [property: JsonPropertyName("en")] string En,
    [property: JsonPropertyName("hi")] string? Hi = null,
    [property: JsonPropertyName("gu")] string? Gu = null,
    [property: JsonPropertyName("ml")] string? Ml = null,
    [property: JsonPropertyName("pa")] string? Pa = null)
{
    public string In(string language) => language switch
    {
        "hi" => Hi,
        "gu" => Gu,
        "ml" => Ml,
        "pa" => Pa,
        _ => En,
    } ?? En;

    /// <summary>In the language of the current request.</summary>
    public override string ToString() => In(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
}

/// <summary>The languages everything is said in.</summary>
public static class Languages
{
    public const string Default = "en";

    public static readonly IReadOnlyList<(string Code, string Name)> All =
        [("en", "English"), ("hi", "हिन्दी"), ("gu", "ગુજરાતી"), ("ml", "മലയാളം"), ("pa", "ਪੰਜਾਬੀ")];

    private static readonly HashSet<string?> codes = [.. All.Select(language => language.Code)];

    public static bool Knows(string? code) => codes.Contains(code);

    public static string Current =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is var code && Knows(code) ? code : Default;
}

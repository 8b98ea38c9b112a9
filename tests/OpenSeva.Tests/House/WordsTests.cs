using System.Text.Json;
using System.Text.RegularExpressions;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.House;

/// <summary>Whatever is said is said in every language.</summary>
public partial class WordsTests
{
    public static TheoryData<string> Folders =>
        [.. Tree.Files("src", "/Texts/en.json").Select(file => Tree.Name(Path.GetDirectoryName(file)!))];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_language_has_the_same_keys_and_placeholders(string folder)
    {
        var english = Read(folder, "en");
        foreach (var (code, _) in Languages.All)
        {
            var other = Read(folder, code);
            Assert.Empty(english.Keys.Except(other.Keys).Select(key => $"{code} lacks {key}"));
            Assert.Empty(other.Keys.Except(english.Keys).Select(key => $"{code} has {key} too many"));
            Assert.Empty(english.Keys.Where(key => Placeholders(english[key]) != Placeholders(other[key])).Select(key => $"{code} {key}: other placeholders"));
            Assert.Empty(other.Where(pair => pair.Value.Length is 0).Select(pair => $"{code} {pair.Key} is empty"));
        }
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Indian_languages_are_written_in_their_script(string folder)
    {
        foreach (var (code, block) in new[] { ("hi", 0x0900), ("pa", 0x0A00), ("gu", 0x0A80), ("ml", 0x0D00) })
        {
            var wrong = Read(folder, code).SelectMany(pair => pair.Value.Where(char.IsLetter)
                .Where(letter => letter >= 0x0900 && letter < 0x0E00 && (letter < block || letter >= block + 0x80))
                .Select(letter => $"{code} {pair.Key}: U+{(int)letter:X4}"));
            Assert.Empty(wrong);
        }
    }

    [Fact]
    public void Every_refusal_has_its_sentence()
    {
        var known = Tree.Files("src", "/Texts/en.json").SelectMany(file => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!.Keys).ToHashSet();
        var thrown = Tree.Files("src", ".cs", ".razor").SelectMany(file => RefusalCode().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Distinct();
        Assert.Empty(thrown.Select(code => $"refusal.{code}").Except(known));
    }

    private static Dictionary<string, string> Read(string folder, string code) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(Tree.Root, folder, $"{code}.json")))!;

    private static string Placeholders(string text) => string.Join(',', Placeholder().Matches(text).Select(match => match.Value).Distinct().Order());

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"new Refusal\(""([a-z0-9.-]+)""")]
    private static partial Regex RefusalCode();
}

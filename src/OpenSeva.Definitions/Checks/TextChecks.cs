namespace OpenSeva.Definitions;

/// <summary>Every language says everything the definition needs, nothing else, with the same placeholders, in its own script.</summary>
internal static class TextChecks
{
    public static void Run(ServiceDefinition definition, Sheets sheets, WellRead read)
    {
        var needed = NeededTexts.Of(definition).ToDictionary(need => need.Key, StringComparer.Ordinal);
        var english = sheets.Texts.TryGetValue(ServiceTexts.Fallback, out var root)
            ? First(TextsReader.Entries(root, mistakes: null)) : [];

        foreach (var (language, sheet) in sheets.Texts)
        {
            new Language(language, sheet, needed, english, read, sheets.Of(ServiceFiles.Texts(language))).Check();
        }
    }

    private static Dictionary<string, TextsReader.Entry> First(IEnumerable<TextsReader.Entry> entries) =>
        entries.GroupBy(entry => entry.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    /// <summary>What of the definition could be read: a text that nothing uses may be right when its user was misread.</summary>
    internal sealed record WellRead(bool Service, bool Certificate)
    {
        public bool KnowsWhatUses(string key) => key.StartsWith(TextKeys.Certificate(""), StringComparison.Ordinal) ? Certificate : Service;
    }

    private sealed record Language(
        string Code,
        YamlNode.Map Root,
        Dictionary<string, NeededTexts.Need> Needed,
        Dictionary<string, TextsReader.Entry> English,
        WellRead Read,
        MistakeList Mistakes)
    {
        public void Check()
        {
            var own = First(TextsReader.Entries(Root, mistakes: null));
            foreach (var need in Needed.Values) Missing(need, own);
            foreach (var entry in own.Values) Entry(entry);
        }

        /// <summary>An optional text is owed by every language once English has it.</summary>
        private void Missing(NeededTexts.Need need, Dictionary<string, TextsReader.Entry> own)
        {
            if (own.ContainsKey(need.Key) || (need.Optional && !English.ContainsKey(need.Key))) return;
            Mistakes.Add(Root.Find([.. need.Key.Split('.')]), "missing-text", $"There is no text '{need.Key}'.");
        }

        private void Entry(TextsReader.Entry entry)
        {
            var need = Needed.GetValueOrDefault(entry.Key);
            if (need is null && Read.KnowsWhatUses(entry.Key))
            {
                Mistakes.Add(entry.At, "unused-text", $"Nothing in the service uses the text '{entry.Key}'.{Nearest.Hint(entry.Key, Needed.Keys)}");
                return;
            }

            foreach (var name in Placeholders.In(need is null ? "" : entry.Text).Distinct())
            {
                if (need!.Names is null) Mistakes.Add(entry.At, "unknown-placeholder", $"Nothing is known as {{{name}}} here.");
                else if (need.Names.Wrong(name) is (var code, var message)) Mistakes.Add(entry.At, code is "unknown-field" ? "unknown-placeholder" : code, message);
            }

            if (!English.TryGetValue(entry.Key, out var original)) return;
            if (!Placeholders.In(entry.Text).ToHashSet().SetEquals(Placeholders.In(original.Text)))
            {
                Mistakes.Add(entry.At, "placeholders", $"'{entry.Key}' does not have the placeholders of the English text.");
            }

            if (!Scripts.Wrote(Code, entry.Text, original.Text))
            {
                Mistakes.Add(entry.At, "not-translated", $"'{entry.Key}' is not written in the script of this language.");
            }
        }
    }
}

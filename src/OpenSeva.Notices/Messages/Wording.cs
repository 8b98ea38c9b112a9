using OpenSeva.Kernel;

namespace OpenSeva.Notices.Messages;

/// <summary>The words of a message in its own language, whoever's request is being served.</summary>
internal sealed class Wording(Words words, Settings settings, Marks marks)
{
    public bool Knows(string template) => words.Knows($"notices.{template}.subject");

    /// <summary>The words have places for values.</summary>
    public bool NeedsArguments(string template, string language) => words.In(language, $"notices.{template}.email").Contains("{0}", StringComparison.Ordinal);

    public string Subject(string template, string language, IReadOnlyList<string> arguments) => Say(template, "subject", language, arguments);

    public string Text(string template, string language, IReadOnlyList<string> arguments) => Say(template, "email", language, arguments);

    /// <summary>The whole letter: text, way to the page, who writes.</summary>
    public string Letter(string template, string language, IReadOnlyList<string> arguments, string? path)
    {
        var way = path is null ? "" : $"\n\n{words.In(language, "notices.letter.open")} {new Uri(settings.PublicUrl, path)}";
        return $"{Text(template, language, arguments)}{way}\n\n{marks.StateName.In(language)}\n{words.In(language, "notices.letter.automatic")}";
    }

    /// <summary>A text message. Where only the rupee sign stands against the short alphabet it is written out: 160 letters instead of 70.</summary>
    public string Sms(string template, string language, IReadOnlyList<string> arguments)
    {
        var text = Say(template, "sms", language, arguments);
        var written = text.Replace("₹", "Rs ", StringComparison.Ordinal);
        return Notices.Sms.SmsText.IsGsm(written) ? written : text;
    }

    // Values come from people: a line break in one must not become a second line of a subject or of somebody's text message.
    private string Say(string template, string part, string language, IReadOnlyList<string> arguments) =>
        words.In(language, $"notices.{template}.{part}", [.. arguments.Select(value => (object?)Plain(value))]);

    private static string Plain(string value) => string.Concat(value.Select(letter => char.IsControl(letter) ? ' ' : letter));
}

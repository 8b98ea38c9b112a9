namespace OpenSeva.Ui;

/// <summary>How loud a button is: one First per page; Danger for what cannot be taken back.</summary>
public enum ButtonKind { First, Second, Danger, Quiet }

/// <summary>What a colour says. Never alone: the words and the shape say it too.</summary>
public enum Tone { Neutral, Good, Warn, Bad, Plain }

/// <summary>Names of the stylesheet's classes.</summary>
internal static class Look
{
    public static string Class(ButtonKind kind, bool slim) => (kind, slim) switch
    {
        (ButtonKind.First, false) => "button",
        (ButtonKind.First, true) => "button slim",
        _ => $"button {kind.ToString().ToLowerInvariant()}{(slim ? " slim" : "")}",
    };

    public static string Class(string name, Tone tone) => tone is Tone.Neutral ? name : $"{name} {tone.ToString().ToLowerInvariant()}";
}

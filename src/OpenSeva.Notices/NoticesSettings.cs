namespace OpenSeva.Notices;

/// <summary>Section <c>notices</c> of the configuration; explained in docs/operators/notices.md.</summary>
internal sealed class NoticesSettings
{
    public SmtpSettings Smtp { get; init; } = new();

    public SmsSettings Sms { get; init; } = new();
}

internal enum SmtpSecurity { StartTls, Tls, None }

/// <summary>The mail server that takes our e-mail. Absent until <see cref="Host"/> is given.</summary>
internal sealed class SmtpSettings
{
    public string? Host { get; init; }

    public int Port { get; init; } = 587;

    /// <summary>StartTls refuses a server that does not offer it: codes do not travel in the clear.</summary>
    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>Address the mail comes from.</summary>
    public string From { get; init; } = "";

    /// <summary>How long one letter may take before the server counts as hanging.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    public bool IsConfigured => !string.IsNullOrWhiteSpace(Host);
}

/// <summary>The company that sends our text messages over HTTP. Absent until <see cref="Url"/> is given.</summary>
internal sealed class SmsSettings
{
    /// <summary>Address with places {mobile} {text} {template} {id} {sender}, each filled in URL-encoded.</summary>
    public string? Url { get; init; }

    /// <summary>JSON body with the same places, each filled in JSON-escaped; without it the message goes by GET.</summary>
    public string? Body { get; init; }

    public string? Bearer { get; init; }

    /// <summary>The header (sender name) registered for the state.</summary>
    public string Sender { get; init; } = "OPNSVA";

    /// <summary>Stands before the ten digits.</summary>
    public string Prefix { get; init; } = "91";

    /// <summary>Template ids of the operators' registry (DLT, TRAI's regulation of 2018) by template, or by template.language.</summary>
    public Dictionary<string, string> Dlt { get; init; } = [];

    /// <summary>How long one text may take before the company counts as hanging.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    public bool IsConfigured => !string.IsNullOrWhiteSpace(Url);

    public string? DltOf(string template, string language) =>
        Dlt.TryGetValue($"{template}.{language}", out var exact) ? exact : Dlt.GetValueOrDefault(template);
}

using System.Buffers.Text;
using System.Globalization;
using System.Text;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Web;

/// <summary>Where the next page of a list begins: after this instant, and after this number among equals. Opaque to callers.</summary>
internal sealed record Cursor(DateTimeOffset At, string Number)
{
    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{At.UtcTicks.ToString(CultureInfo.InvariantCulture)} {Number}"));

    public static Cursor? Read(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;

        if (text.Length <= 200 && Base64Url.IsValid(text)
            && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(' ') is [var ticks, var number]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.Ticks)
            return new(new DateTimeOffset(at, TimeSpan.Zero), number);
        throw Lists.Unknown();
    }
}

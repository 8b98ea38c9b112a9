using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace OpenSeva.Kernel.Storage;

/// <summary>
/// Values kept as JSON in a text column, byte for byte the same in both databases (jsonb reorders members,
/// and the journal digests what is stored).
/// </summary>
public static class JsonText
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    /// <summary>Maps a list, record or JsonObject property to one text column.</summary>
    public static PropertyBuilder<T> IsJsonText<T>(this PropertyBuilder<T> property)
    {
        property.HasConversion(new JsonConverter<T>(), new ValueComparer<T>(
            (a, b) => Write(a) == Write(b),
            value => Write(value).GetHashCode(StringComparison.Ordinal),
            value => Read<T>(Write(value))));
        return property;
    }

    internal static string Write<T>(T? value) => JsonSerializer.Serialize(value, Options);

    internal static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options)!;
}

internal sealed class JsonConverter<T>() : ValueConverter<T, string>(value => JsonText.Write(value), text => JsonText.Read<T>(text));

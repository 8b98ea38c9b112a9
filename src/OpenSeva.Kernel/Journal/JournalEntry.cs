using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace OpenSeva.Kernel.Journal;

/// <summary>
/// One command's trace in one stream: who, from which post, when, which acts, and the digest of every row written.
/// It holds no personal value. The hash covers the canonical bytes, which begin with the hash of the entry before.
/// </summary>
/// <param name="Erased">The salts of this stream up to this position are erased with this entry: always the one before it.</param>
internal sealed record JournalEntry(
    string Stream, long Position, string Prior, DateTimeOffset At, ActorKind Kind, Guid? Actor, Guid? Post,
    IReadOnlyList<string> Acts, IReadOnlyList<EntryRow> Rows, long? Erased = null)
{
    public const string First = "";

    public byte[] Canonical()
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("stream", Stream);
            json.WriteNumber("position", Position);
            json.WriteString("prior", Prior);
            json.WriteString("at", At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("kind", Kind.ToString());
            if (Actor is { } actor) json.WriteString("actor", actor);
            if (Post is { } post) json.WriteString("post", post);
            json.WriteStartArray("acts");
            foreach (var act in Acts) json.WriteStringValue(act);
            json.WriteEndArray();
            json.WriteStartArray("rows");
            foreach (var row in Rows)
            {
                json.WriteStartArray();
                json.WriteStringValue(row.Table);
                json.WriteStringValue(row.Key);
                json.WriteStringValue(row.Digest);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            if (Erased is { } erased) json.WriteNumber("erased", erased);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <exception cref="JsonException">The bytes are not an entry.</exception>
    public static JournalEntry Parse(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        var json = document.RootElement;
        return new(
            json.GetProperty("stream").GetString()!,
            json.GetProperty("position").GetInt64(),
            json.GetProperty("prior").GetString()!,
            json.GetProperty("at").GetDateTimeOffset(),
            Enum.Parse<ActorKind>(json.GetProperty("kind").GetString()!),
            json.TryGetProperty("actor", out var actor) ? actor.GetGuid() : null,
            json.TryGetProperty("post", out var post) ? post.GetGuid() : null,
            [.. json.GetProperty("acts").EnumerateArray().Select(act => act.GetString()!)],
            [.. json.GetProperty("rows").EnumerateArray().Select(row => new EntryRow(row[0].GetString()!, row[1].GetGuid(), row[2].GetString()))],
            json.TryGetProperty("erased", out var erased) ? erased.GetInt64() : null);
    }

    public static byte[] Hash(byte[] canonical) => SHA256.HashData(canonical);
}

/// <param name="Digest">Hex; null when the row was deleted.</param>
internal sealed record EntryRow(string Table, Guid Key, string? Digest);

using System.Security.Cryptography;
using System.Text.Json;

namespace OpenSeva.Kernel.Storage;

/// <summary>Put on a command's result that must not be kept: a session's secret. Its repetition is refused instead of replayed.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class NeverKeptAttribute : Attribute;

/// <summary>
/// The first statement of a keyed command claims (actor, key); the answer is stored with the commit.
/// The same request again is answered from the store, another body under the same key is refused.
/// </summary>
internal sealed class Idempotency(Unit unit, TimeProvider clock)
{
    public sealed record Replay<R>(R Result);

    public async Task<Replay<R>?> Earlier<R>(Actor actor, string key, byte[] hash, CancellationToken ct)
    {
        await using var command = unit.Connection.Command("insert into idempotency (actor, key, hash, at) values (@actor, @key, @hash, @at) on conflict do nothing", unit.Transaction);
        command.With("actor", actor.Key).With("key", key).With("hash", hash).With("at", clock.Now.UtcDateTime);
        if (await command.ExecuteNonQueryAsync(ct) is 1) return null;

        await using var read = unit.Connection.Command("select hash, result from idempotency where actor = @actor and key = @key", unit.Transaction);
        read.With("actor", actor.Key).With("key", key);
        await using var row = await read.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        if (!CryptographicOperations.FixedTimeEquals((byte[])row.GetValue(0), hash)) throw new Refusal("request.key-reused");
        if (row.IsDBNull(1)) throw new Refusal("request.already-done");
        return new(JsonSerializer.Deserialize<R>(row.GetString(1), JsonText.Options)!);
    }

    public static (string Sql, (string, object?)[] Values) Answer<R>(Actor actor, string key, R result) =>
        ("update idempotency set result = @result where actor = @actor and key = @key",
        [("result", IsKept(typeof(R)) ? JsonSerializer.Serialize(result, JsonText.Options) : null), ("actor", actor.Key), ("key", key)]);

    private static bool IsKept(Type type) => !type.IsDefined(typeof(NeverKeptAttribute), inherit: true);
}

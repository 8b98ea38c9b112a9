using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OpenSeva.Tests.Accounts;

/// <summary>A passkey device in software: ES256, attestation "none" (W3C WebAuthn level 3, sections 6.1 and 6.5; keys as RFC 9053 writes them).</summary>
internal sealed class Authenticator : IDisposable
{
    public const byte Present = 0x01, Verified = 0x04, Attested = 0x40;
    private const string Rp = "localhost", Origin = "http://localhost";
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(32);
    private string user = "";

    public uint Count { get; set; }

    public object Create(JsonElement options, byte flags = Present | Verified, string origin = Origin)
    {
        user = options.GetProperty("user").GetProperty("id").GetString()!;
        var point = key.ExportParameters(false).Q;
        byte[] cose = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] data = [.. Head((byte)(flags | Attested)), .. new byte[16], 0, (byte)id.Length, .. id, .. cose];
        byte[] attestation = [0xA3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xA0, .. Text("authData"), 0x59, (byte)(data.Length >> 8), (byte)data.Length, .. data];
        return Credential(new
        {
            clientDataJSON = Write(Client("webauthn.create", options, origin)),
            attestationObject = Write(attestation),
            transports = new[] { "internal" },
        });
    }

    public object Get(JsonElement options, byte flags = Present | Verified, string origin = Origin)
    {
        var (data, client) = (Head(flags), Client("webauthn.get", options, origin));
        var signature = key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new { clientDataJSON = Write(client), authenticatorData = Write(data), signature = Write(signature), userHandle = user });
    }

    public void Dispose() => key.Dispose();

    private object Credential(object response) => new { id = Write(id), rawId = Write(id), type = "public-key", clientExtensionResults = new { }, response };

    private byte[] Head(byte flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, Count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(Rp)), flags, .. count];
    }

    private static byte[] Client(string type, JsonElement options, string origin) =>
        JsonSerializer.SerializeToUtf8Bytes(new { type, challenge = options.GetProperty("challenge").GetString(), origin, crossOrigin = false });

    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.UTF8.GetBytes(text)];

    private static string Write(byte[] bytes) => Base64Url.EncodeToString(bytes);
}

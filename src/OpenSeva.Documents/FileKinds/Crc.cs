namespace OpenSeva.Documents.FileKinds;

/// <summary>CRC-32 as PNG computes it (ISO 3309).</summary>
internal static class Crc
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value =>
    {
        var crc = (uint)value;
        for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? 0xEDB88320 ^ crc >> 1 : crc >> 1;
        return crc;
    })];

    public static uint Of(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data) crc = Table[(crc ^ value) & 0xFF] ^ crc >> 8;
        return ~crc;
    }
}

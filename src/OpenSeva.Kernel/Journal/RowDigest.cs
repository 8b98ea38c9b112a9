using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace OpenSeva.Kernel.Journal;

/// <summary>
/// The digest of one row: HMAC-SHA-256, keyed with the entry's salt, over every column in name order, each as
/// name, type tag and value as stored. The same row read back later gives the same digest on both databases. A column
/// without a value is left out, so that rows written before it existed keep their digest: a table that is journaled
/// grows by nullable columns only.
/// </summary>
internal static class RowDigest
{
    private static readonly ConcurrentDictionary<IEntityType, Column[]> Shapes = new();

    public static byte[] Of(object row, IEntityType type, byte[] salt)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        foreach (var column in Shapes.GetOrAdd(type, Shape))
        {
            if (column.Read(row) is not { } value) continue;
            bytes.Write(column.Name);
            Write(bytes, value);
        }

        return HMACSHA256.HashData(salt, bytes.WrittenSpan);
    }

    private static Column[] Shape(IEntityType type) =>
        [.. type.GetProperties()
            .Select(property => (Name: property.GetColumnName(), Property: property))
            .OrderBy(column => column.Name, StringComparer.Ordinal)
            .Select(column => new Column(Encoding.UTF8.GetBytes(column.Name + "="), Reader(column.Property)))];

    private static Func<object, object?> Reader(IProperty property)
    {
        if (property.IsShadowProperty()) throw new InvalidOperationException($"{property.DeclaringType.Name}.{property.Name} is a shadow property: map a member, so that the journal can digest it.");
        var getter = property.GetGetter();
        var convert = (property.GetTypeMapping().Converter ?? property.GetValueConverter())?.ConvertToProvider;
        return convert is null ? getter.GetClrValue : row => getter.GetClrValue(row) is { } value ? convert(value) : null;
    }

    private static void Write(ArrayBufferWriter<byte> bytes, object value)
    {
        switch (value)
        {
            case string text: Tag(bytes, 's'); Sized(bytes, Encoding.UTF8.GetBytes(text)); break;
            case byte[] raw: Tag(bytes, 'b'); Sized(bytes, raw); break;
            case Guid id: Tag(bytes, 'g'); bytes.Write(id.ToByteArray(bigEndian: true)); break;
            case bool yes: Tag(bytes, yes ? 't' : 'f'); break;
            case DateTime at: Tag(bytes, 'd'); Number(bytes, at.Ticks / TimeSpan.TicksPerMicrosecond); break;
            case DateOnly date: Tag(bytes, 'c'); Number(bytes, date.DayNumber); break;
            case TimeOnly time: Tag(bytes, 'h'); Number(bytes, time.Ticks / TimeSpan.TicksPerMicrosecond); break;
            case Enum name: Tag(bytes, 's'); Sized(bytes, Encoding.UTF8.GetBytes(name.ToString())); break;
            case double real: Tag(bytes, 'r'); Number(bytes, BitConverter.DoubleToInt64Bits(real)); break;
            case IConvertible whole: Tag(bytes, 'i'); Number(bytes, whole.ToInt64(null)); break;
            default: throw new InvalidOperationException($"The journal cannot digest a {value.GetType().Name}.");
        }
    }

    private static void Tag(ArrayBufferWriter<byte> bytes, char tag)
    {
        bytes.GetSpan(1)[0] = (byte)tag;
        bytes.Advance(1);
    }

    private static void Number(ArrayBufferWriter<byte> bytes, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(bytes.GetSpan(8), value);
        bytes.Advance(8);
    }

    private static void Sized(ArrayBufferWriter<byte> bytes, ReadOnlySpan<byte> value)
    {
        Number(bytes, value.Length);
        bytes.Write(value);
    }

    private sealed record Column(byte[] Name, Func<object, object?> Read);
}

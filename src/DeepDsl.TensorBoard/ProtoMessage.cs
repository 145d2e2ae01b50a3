using System.Buffers.Binary;
using System.Text;

namespace DeepDsl;

/// <summary>A message of Protocol Buffers as bytes: the few kinds of fields that events have, by the published encoding.</summary>
internal sealed class ProtoMessage
{
    private const int Varint = 0;
    private const int EightBytes = 1;
    private const int Counted = 2;
    private const int FourBytes = 5;

    private readonly MemoryStream _bytes = new();

    public ProtoMessage Add(int field, long value)
    {
        Key(field, Varint);
        Number((ulong)value);
        return this;
    }

    public ProtoMessage Add(int field, double value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        Key(field, EightBytes);
        _bytes.Write(bytes);
        return this;
    }

    public ProtoMessage Add(int field, float value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        Key(field, FourBytes);
        _bytes.Write(bytes);
        return this;
    }

    public ProtoMessage Add(int field, ReadOnlySpan<byte> value)
    {
        Key(field, Counted);
        Number((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    public ProtoMessage Add(int field, string value) => Add(field, Encoding.UTF8.GetBytes(value));

    public ProtoMessage Add(int field, ProtoMessage value) => Add(field, value.ToArray());

    /// <summary>Numbers one behind another, as one field.</summary>
    public ProtoMessage AddPacked(int field, ReadOnlySpan<double> values)
    {
        Key(field, Counted);
        Number((ulong)values.Length * sizeof(double));
        Span<byte> bytes = stackalloc byte[8];
        foreach (double value in values)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
            _bytes.Write(bytes);
        }
        return this;
    }

    public byte[] ToArray() => _bytes.ToArray();

    private void Key(int field, int kind) => Number((ulong)((field << 3) | kind));

    /// <summary>Seven bits a byte, lowest first; the eighth says that more follow.</summary>
    private void Number(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.WriteByte((byte)(value | 0x80));
        }
        _bytes.WriteByte((byte)value);
    }
}

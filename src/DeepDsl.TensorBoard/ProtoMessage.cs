using System.Buffers.Binary;
using System.Text;

namespace DeepDsl;

/// <summary>
/// A message of Protocol Buffers by the published encoding: the kinds of fields that events and ONNX files have. It knows how long it is
/// before it is written, and what is large in it is made as it is written, so that no more than one array is held at a time.
/// </summary>
internal sealed class ProtoMessage
{
    private const int Varint = 0;
    private const int EightBytes = 1;
    private const int Counted = 2;
    private const int FourBytes = 5;

    private readonly List<(byte[] Start, Content? Content)> _fields = [];

    /// <summary>Bytes of the message.</summary>
    public long Size => _fields.Sum(f => f.Start.Length + (f.Content is { } content ? Number((ulong)content.Size).Length + content.Size : 0));

    public ProtoMessage Add(int field, long value) => Add([.. Key(field, Varint), .. Number((ulong)value)]);

    public ProtoMessage Add(int field, double value)
    {
        byte[] bytes = new byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        return Add([.. Key(field, EightBytes), .. bytes]);
    }

    public ProtoMessage Add(int field, float value)
    {
        byte[] bytes = new byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        return Add([.. Key(field, FourBytes), .. bytes]);
    }

    public ProtoMessage Add(int field, ReadOnlySpan<byte> value) => Add([.. Key(field, Counted), .. Number((ulong)value.Length), .. value]);

    public ProtoMessage Add(int field, string value) => Add(field, Encoding.UTF8.GetBytes(value));

    /// <param name="field">Its number.</param>
    /// <param name="value">A message, to which nothing is added from now on.</param>
    public ProtoMessage Add(int field, ProtoMessage value) => Add(Key(field, Counted), new Content(value.Size, value.WriteTo));

    /// <param name="field">Its number.</param>
    /// <param name="length">Of the bytes.</param>
    /// <param name="bytes">Made as they are written.</param>
    public ProtoMessage Add(int field, long length, Func<byte[]> bytes) =>
        Add(Key(field, Counted), new Content(length, stream => stream.Write(bytes())));

    /// <summary>Numbers one behind another, as one field.</summary>
    public ProtoMessage AddPacked(int field, ReadOnlySpan<double> values)
    {
        byte[] bytes = new byte[values.Length * sizeof(double)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), values[i]);
        }

        return Add(field, bytes);
    }

    public void WriteTo(Stream stream)
    {
        foreach ((byte[] start, Content? content) in _fields)
        {
            stream.Write(start);
            if (content is not null)
            {
                stream.Write(Number((ulong)content.Size));
                content.Write(stream);
            }
        }
    }

    public byte[] ToArray()
    {
        using MemoryStream stream = new();
        WriteTo(stream);
        return stream.ToArray();
    }

    private ProtoMessage Add(byte[] start, Content? content = null)
    {
        _fields.Add((start, content));
        return this;
    }

    private static byte[] Key(int field, int kind) => Number((ulong)((field << 3) | kind));

    /// <summary>Seven bits a byte, lowest first; the eighth says that more follow.</summary>
    private static byte[] Number(ulong value)
    {
        List<byte> bytes = [];
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        return [.. bytes];
    }

    /// <summary>What follows behind its length.</summary>
    private sealed record Content(long Size, Action<Stream> Write);
}

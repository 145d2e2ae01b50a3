using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;

namespace DeepDsl.Onnx;

/// <summary>
/// A field of a message of protocol buffers: a number, or bytes that stay where they lie in the message, which a stream of the library would
/// copy.
/// </summary>
internal readonly struct ProtoField
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ulong _number;

    private ProtoField(int number, WireFormat.WireType type, ulong value, ReadOnlyMemory<byte> bytes) =>
        (Number, Type, _number, Bytes) = (number, type, value, bytes);

    public int Number { get; }

    public WireFormat.WireType Type { get; }

    /// <summary>Of a text, an array or a message; else empty.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    public long Long => (long)_number;

    public float Float => BitConverter.UInt32BitsToSingle((uint)_number);

    public string Text => s_strict.GetString(Bytes.Span);

    /// <summary>A text that the format does not say to be UTF-8.</summary>
    public string LooseText => Encoding.UTF8.GetString(Bytes.Span);

    /// <summary>The fields of a message, in order.</summary>
    /// <exception cref="InvalidDataException">The bytes are no message.</exception>
    public static IEnumerable<ProtoField> Of(ReadOnlyMemory<byte> message)
    {
        int at = 0;
        while (at < message.Length)
        {
            ulong tag = Varint(message, ref at);
            int number = tag >> 3 is > 0 and < 1 << 29 ? (int)(tag >> 3) : throw new InvalidDataException("a field in it has no number.");
            WireFormat.WireType type = (WireFormat.WireType)(tag & 7);
            (ulong value, ReadOnlyMemory<byte> bytes) = (0, ReadOnlyMemory<byte>.Empty);
            switch (type)
            {
                case WireFormat.WireType.Varint:
                    value = Varint(message, ref at);
                    break;
                case WireFormat.WireType.Fixed32:
                    value = BinaryPrimitives.ReadUInt32LittleEndian(Take(message, ref at, sizeof(uint)).Span);
                    break;
                case WireFormat.WireType.Fixed64:
                    value = BinaryPrimitives.ReadUInt64LittleEndian(Take(message, ref at, sizeof(ulong)).Span);
                    break;
                case WireFormat.WireType.LengthDelimited:
                    bytes = Take(message, ref at, Varint(message, ref at));
                    break;
                default:
                    throw new InvalidDataException("a field in it is of a kind that models do not have.");
            }

            yield return new ProtoField(number, type, value, bytes);
        }
    }

    /// <summary>Numbers, one behind the other or one alone.</summary>
    public IEnumerable<long> Longs()
    {
        if (Type != WireFormat.WireType.LengthDelimited)
        {
            return [Long];
        }

        List<long> values = [];
        for (int at = 0; at < Bytes.Length;)
        {
            values.Add((long)Varint(Bytes, ref at));
        }

        return values;
    }

    /// <inheritdoc cref="Longs"/>
    public IEnumerable<float> Floats() => Type != WireFormat.WireType.LengthDelimited ? [Float]
        : Fixed(Bytes, sizeof(float), bytes => BinaryPrimitives.ReadSingleLittleEndian(bytes.Span));

    /// <inheritdoc cref="Longs"/>
    public IEnumerable<double> Doubles() => Type != WireFormat.WireType.LengthDelimited ? [BitConverter.UInt64BitsToDouble(_number)]
        : Fixed(Bytes, sizeof(double), bytes => BinaryPrimitives.ReadDoubleLittleEndian(bytes.Span));

    private static IEnumerable<T> Fixed<T>(ReadOnlyMemory<byte> bytes, int width, Func<ReadOnlyMemory<byte>, T> read) =>
        bytes.Length % width != 0 ? throw new InvalidDataException("an array in it ends within a number.")
            : Enumerable.Range(0, bytes.Length / width).Select(i => read(bytes.Slice(i * width, width)));

    private static ulong Varint(ReadOnlyMemory<byte> message, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte part = Take(message, ref at, 1).Span[0];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("a number in it is longer than 64 bits.");
    }

    private static ReadOnlyMemory<byte> Take(ReadOnlyMemory<byte> message, ref int at, ulong length)
    {
        if (length > (ulong)(message.Length - at))
        {
            throw new InvalidDataException("it ends within a message.");
        }

        at += (int)length;
        return message.Slice(at - (int)length, (int)length);
    }
}

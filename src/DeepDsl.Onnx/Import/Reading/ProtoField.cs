using System.Buffers.Binary;
using System.Text;

namespace DeepDsl.Onnx;

/// <summary>A field of a message of protocol buffers: a number, or bytes that stay in the file until they are asked for.</summary>
/// <param name="reader">Of the file.</param>
/// <param name="number">What the schema numbers it.</param>
/// <param name="value">Of a field that is one number; null for others.</param>
/// <param name="start">Where its bytes begin.</param>
/// <param name="end">Where the next field begins.</param>
internal readonly struct ProtoField(ProtoReader reader, int number, ulong? value, long start, long end)
{
    /// <summary>No name is longer, and no more is read of a text that a file has about itself.</summary>
    private const int MostText = 1 << 24;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public int Number => number;

    /// <summary>Whether it is one number, and not a text, an array or a message.</summary>
    public bool IsOne => value is not null;

    public long Start => start;

    public long End => end;

    /// <summary>Of the bytes.</summary>
    public long Length => end - start;

    public long Long => (long)(value ?? 0);

    public float Float => BitConverter.UInt32BitsToSingle((uint)(value ?? 0));

    public string Text => s_strict.GetString(TextBytes());

    /// <summary>A text that the format does not say to be UTF-8.</summary>
    public string LooseText => Encoding.UTF8.GetString(TextBytes());

    /// <summary>A text of which nothing is made, as who wrote the file: whatever its bytes are, and as far as it is of any use.</summary>
    public string Remark => Encoding.UTF8.GetString(reader.Bytes(start, Math.Min(Length, MostText)));

    /// <summary>Those of a message.</summary>
    public IEnumerable<ProtoField> Fields() => reader.Fields(start, end);

    public byte[] Bytes() => reader.Bytes(start, Length);

    /// <summary>Numbers, one behind the other or one alone.</summary>
    public IEnumerable<long> Longs() => IsOne ? [Long] : reader.Varints(start, end);

    /// <inheritdoc cref="Longs"/>
    public IEnumerable<float> Floats() => IsOne ? [Float] : Fixed(sizeof(float), bytes => BinaryPrimitives.ReadSingleLittleEndian(bytes));

    /// <inheritdoc cref="Longs"/>
    public IEnumerable<double> Doubles() => IsOne ? [BitConverter.UInt64BitsToDouble((ulong)Long)]
        : Fixed(sizeof(double), bytes => BinaryPrimitives.ReadDoubleLittleEndian(bytes));

    private IEnumerable<T> Fixed<T>(int width, Func<ReadOnlySpan<byte>, T> read)
    {
        byte[] bytes = Length % width == 0 ? Bytes() : throw new InvalidDataException("an array in it ends within a number.");
        return Enumerable.Range(0, bytes.Length / width).Select(i => read(bytes.AsSpan(i * width, width)));
    }

    private byte[] TextBytes() => Length <= MostText ? Bytes() : throw new InvalidDataException("a text in it is longer than any.");
}

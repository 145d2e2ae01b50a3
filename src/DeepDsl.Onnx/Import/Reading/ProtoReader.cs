namespace DeepDsl.Onnx;

/// <summary>
/// Messages of protocol buffers where they lie in a file, so that what nobody asks for is passed over, however large it is: the library for
/// them reads a message whole. Every length is checked against what is around it before it is believed.
/// </summary>
/// <param name="stream">Which can seek; it is open as long as fields are read.</param>
internal sealed class ProtoReader(Stream stream)
{
    /// <summary>The file as a message.</summary>
    public IEnumerable<ProtoField> Fields() => Fields(0, stream.Length);

    /// <summary>The fields of a message, in order.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <exception cref="InvalidDataException">The bytes are no message.</exception>
    public IEnumerable<ProtoField> Fields(long start, long end)
    {
        long at = start;
        while (at < end)
        {
            stream.Position = at; // whoever got the field before has read elsewhere
            ProtoField field = Field(end);
            at = field.End;
            yield return field;
        }
    }

    /// <summary>Bytes of the file.</summary>
    /// <exception cref="InvalidDataException">They are more than an array can have.</exception>
    public byte[] Bytes(long start, long length)
    {
        byte[] bytes = new byte[length <= Array.MaxLength ? length : throw new InvalidDataException("a field in it has more than 2 GB.")];
        stream.Position = start;
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Whole numbers, one behind the other.</summary>
    public IReadOnlyList<long> Varints(long start, long end)
    {
        List<long> values = [];
        stream.Position = start;
        while (stream.Position < end)
        {
            values.Add((long)Varint(end));
        }

        return values;
    }

    private ProtoField Field(long end)
    {
        ulong tag = Varint(end);
        int number = tag >> 3 is > 0 and < 1 << 29 ? (int)(tag >> 3) : throw new InvalidDataException("a field in it has no number.");
        ulong? value = (tag & 7) switch
        {
            0 => Varint(end),
            1 => Fixed(sizeof(ulong), end),
            2 => null,
            5 => Fixed(sizeof(uint), end),
            _ => throw new InvalidDataException("a field in it is of a kind that models do not have."),
        };
        ulong length = value is null ? Varint(end) : 0;
        long start = stream.Position;
        return length <= (ulong)(end - start) ? new ProtoField(this, number, value, start, start + (long)length) : throw Truncated();
    }

    /// <summary>Of 7 bits a byte, the lowest first.</summary>
    private ulong Varint(long end)
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte part = Next(end);
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("a number in it is longer than 64 bits.");
    }

    private ulong Fixed(int width, long end)
    {
        ulong value = 0;
        for (int i = 0; i < width; i++)
        {
            value |= (ulong)Next(end) << (8 * i);
        }

        return value;
    }

    private byte Next(long end) => stream.Position < end && stream.ReadByte() is >= 0 and var next ? (byte)next : throw Truncated();

    private static InvalidDataException Truncated() => new("it ends within a message.");
}

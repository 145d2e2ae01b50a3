using System.Text;

namespace DeepDsl.Tool.WeightFiles;

/// <summary>
/// Fields of Protocol Buffers as they pass by in a file, so that weights are skipped or read in pieces: the library for them reads a message
/// whole. Every length is checked against what is around it before it is believed.
/// </summary>
internal sealed class ProtoStream(Stream stream)
{
    /// <summary>No name is longer, and no list of dimensions.</summary>
    private const int MostText = 1 << 16;

    public long Position => stream.Position;

    /// <summary>The fields of a message that ends at a place.</summary>
    /// <param name="end">Where the message ends.</param>
    /// <param name="read">Gets the number of each field, and leaves the stream at its end by reading or skipping.</param>
    public void Fields(long end, Action<ProtoField> read)
    {
        while (stream.Position < end)
        {
            ulong tag = Varint();
            ProtoField field = Field((int)(tag >> 3), tag & 7, end);
            if (field.End > end)
            {
                throw new InvalidDataException($"the field at byte {stream.Position} goes beyond the message that it is in.");
            }
            read(field);
            stream.Position = field.End;
        }
    }

    /// <summary>The text of a field.</summary>
    public string Text(ProtoField field) => Encoding.UTF8.GetString(Bytes(field));

    /// <summary>Whole numbers, one or several in one field.</summary>
    public IEnumerable<long> Numbers(ProtoField field)
    {
        if (field.Number is { } number)
        {
            return [number];
        }
        if (field.End - stream.Position > MostText)
        {
            throw new InvalidDataException($"the list of numbers at byte {stream.Position} is longer than any shape.");
        }
        List<long> numbers = [];
        while (stream.Position < field.End)
        {
            numbers.Add((long)Varint());
        }
        return numbers;
    }

    private ProtoField Field(int id, ulong kind, long end)
    {
        switch (kind)
        {
            case 0:
                long number = (long)Varint();
                return new ProtoField(id, number, stream.Position);
            case 1:
                return new ProtoField(id, null, stream.Position + 8);
            case 2:
                long length = Length(end);
                return new ProtoField(id, null, stream.Position + length);
            case 5:
                return new ProtoField(id, null, stream.Position + 4);
            default:
                throw new InvalidDataException($"at byte {stream.Position} stands a field of the unknown kind {kind}.");
        }
    }

    private byte[] Bytes(ProtoField field)
    {
        byte[] bytes = new byte[(int)Math.Min(field.End - stream.Position, MostText)];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private long Length(long end)
    {
        ulong length = Varint();
        return length <= (ulong)(end - Math.Min(end, stream.Position)) ? (long)length
            : throw new InvalidDataException(
                $"the field at byte {stream.Position} should take {length} bytes, which is more than there are.");
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            int next = stream.ReadByte();
            if (next < 0)
            {
                throw new InvalidDataException("it ends within a field.");
            }
            value |= (ulong)(next & 127) << shift;
            if (next < 128)
            {
                return value;
            }
        }
        throw new InvalidDataException($"the number before byte {stream.Position} is longer than any.");
    }
}

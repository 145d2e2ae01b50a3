using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace DeepDsl.Onnx;

/// <summary>A tensor of a file, whose elements stay there until they are asked for.</summary>
/// <param name="message">All that the file says of it.</param>
internal sealed class StoredTensor(ProtoField message)
{
    /// <summary>The number of the field that lists floats.</summary>
    public const int FloatsField = 4;

    /// <summary>The number of the field that lists doubles.</summary>
    public const int DoublesField = 10;

    private ReadOnlyMemory<byte>? _raw;
    private double[]? _reals;
    private long[]? _wholes;

    public string Name { get; set; } = "";

    /// <summary>Of the elements, by ONNX's number.</summary>
    public int Type { get; set; }

    public List<long> Shape { get; } = [];

    /// <summary>Where the elements lie in one piece, lowest byte first; null where they are listed, or lie in another file.</summary>
    public ProtoField? Place { get; set; }

    /// <summary>
    /// Where they are listed as numbers. Each number may be a field of its own, of two bytes, so the fields are found anew instead of kept.
    /// </summary>
    public IEnumerable<ProtoField> Listed => message.Fields().Where(f => f.Number is FloatsField or 5 or 7 or DoublesField or 11);

    /// <summary>Where the elements lie in another file; null where they are here.</summary>
    public Dictionary<string, string>? External { get; set; }

    /// <summary>The elements, lowest byte first; null where they are listed, or lie in another file that was not read yet.</summary>
    public ReadOnlyMemory<byte>? Raw
    {
        get
        {
            if (_raw is null && Place is { } place)
            {
                _raw = place.Bytes();
            }

            return _raw;
        }
        set => _raw = value;
    }

    /// <summary>How many elements are there at most, whatever the shape says.</summary>
    public long Stored => _raw?.Length ?? Place?.Length ?? Listed.Sum(f => f.IsOne ? 1 : f.Length);

    private double[] Reals => _reals ??=
    [
        .. Listed.SelectMany(f => f.Number switch
        {
            FloatsField => f.Floats().Select(v => (double)v),
            DoublesField => f.Doubles(),
            _ => [],
        }),
    ];

    private long[] Wholes => _wholes ??= [.. Listed.Where(f => f.Number is not (FloatsField or DoublesField)).SelectMany(f => f.Longs())];

    private string Title => $"tensor '{Listing.Short(Name)}'";

    /// <exception cref="InvalidDataException">It is none that a file can have.</exception>
    /// <exception cref="NotSupportedException">It has a type that nothing is made of here.</exception>
    public Constant ToConstant()
    {
        int[] shape = [.. Shape.Select(d => d is >= 0 and <= int.MaxValue ? (int)d
            : throw new InvalidDataException($"{Title} has a dimension of {d}."))];
        long count = 1;
        foreach (int size in shape)
        {
            count = count > int.MaxValue ? count : count * size;
        }

        int listed = IsWhole || Type is 10 or 16 ? Wholes.Length : Reals.Length; // halves are listed by their bits
        int available = Raw is { } raw ? raw.Length / Width : listed;
        if (count != available || (Raw is { } bytes && bytes.Length % Width != 0))
        {
            throw new InvalidDataException(
                $"{Title} of shape {Shapes.Text(shape)} should hold {count} values, but the file has {available}.");
        }

        return IsWhole ? Constant.Of(shape, Longs((int)count)) : Constant.Of(shape, Floats((int)count));
    }

    private bool IsWhole => Type is 2 or 3 or 4 or 5 or 6 or 7 or 9 or 12 or 13;

    private int Width => Type switch
    {
        1 or 6 or 12 => 4,
        2 or 3 or 9 => 1,
        4 or 5 or 10 or 16 => 2,
        7 or 11 or 13 => 8,
        _ => throw new NotSupportedException(
            $"{Title} has elements of type {Type} of ONNX's types, of which no weight is made here: floats, whole numbers and truth values "
            + "are. Save the model in float32."),
    };

    private float[] Floats(int count)
    {
        float[] values = new float[count];
        ReadOnlySpan<byte> raw = Raw is { } bytes ? bytes.Span : [];
        if (Type == 1 && Raw is not null && BitConverter.IsLittleEndian)
        {
            raw.CopyTo(MemoryMarshal.AsBytes(values.AsSpan())); // nearly all weights are such, and there may be a billion
            return values;
        }

        for (int i = 0; i < count; i++)
        {
            values[i] = (Type, Raw) switch
            {
                (1, not null) => BinaryPrimitives.ReadSingleLittleEndian(raw[(4 * i)..]),
                (11, not null) => (float)BinaryPrimitives.ReadDoubleLittleEndian(raw[(8 * i)..]),
                (10, not null) => SafetensorsElements.Float(SafetensorsType.F16, raw.Slice(2 * i, 2)),
                (16, not null) => SafetensorsElements.Float(SafetensorsType.BF16, raw.Slice(2 * i, 2)),
                (10, null) => (float)BitConverter.UInt16BitsToHalf((ushort)Wholes[i]),
                (16, null) => BitConverter.UInt32BitsToSingle((uint)(ushort)Wholes[i] << 16),
                _ => (float)Reals[i],
            };
        }

        return values;
    }

    private long[] Longs(int count)
    {
        long[] values = new long[count];
        ReadOnlySpan<byte> raw = Raw is { } bytes ? bytes.Span : [];
        for (int i = 0; i < count; i++)
        {
            values[i] = (Type, Raw) switch
            {
                (_, null) => Wholes[i],
                (2 or 9, _) => raw[i],
                (3, _) => (sbyte)raw[i],
                (4, _) => BinaryPrimitives.ReadUInt16LittleEndian(raw[(2 * i)..]),
                (5, _) => BinaryPrimitives.ReadInt16LittleEndian(raw[(2 * i)..]),
                (6, _) => BinaryPrimitives.ReadInt32LittleEndian(raw[(4 * i)..]),
                (12, _) => BinaryPrimitives.ReadUInt32LittleEndian(raw[(4 * i)..]),
                _ => BinaryPrimitives.ReadInt64LittleEndian(raw[(8 * i)..]),
            };
        }

        return values;
    }
}

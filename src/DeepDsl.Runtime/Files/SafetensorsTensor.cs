using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace DeepDsl;

/// <summary>One named array of a safetensors file.</summary>
public sealed class SafetensorsTensor
{
    private readonly byte[]? _bytes;
    private readonly float[]? _floats;
    private readonly int[]? _ints;
    private readonly double[]? _doubles;
    private readonly string? _source;

    private SafetensorsTensor(string name, SafetensorsType type, int[] shape, Array values, string? source)
    {
        _source = source;
        Name = name;
        Type = type;
        Shape = shape;
        _bytes = values as byte[];
        _floats = type == SafetensorsType.F32 ? (float[])values : null;
        _ints = type == SafetensorsType.I32 ? (int[])values : null;
        _doubles = type == SafetensorsType.F64 ? (double[])values : null;
    }

    /// <summary>The key in the file.</summary>
    public string Name { get; }

    /// <summary>How the file stores the values.</summary>
    public SafetensorsType Type { get; }

    /// <summary>The dimensions.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>A tensor to write; the array is not copied.</summary>
    public static SafetensorsTensor FromFloats(string name, int[] shape, float[] values) =>
        Checked(name, SafetensorsType.F32, shape, values);

    /// <inheritdoc cref="FromFloats"/>
    public static SafetensorsTensor FromInts(string name, int[] shape, int[] values) => Checked(name, SafetensorsType.I32, shape, values);

    /// <inheritdoc cref="FromFloats"/>
    public static SafetensorsTensor FromDoubles(string name, int[] shape, double[] values) =>
        Checked(name, SafetensorsType.F64, shape, values);

    /// <summary>
    /// The values as floats. Those of two bytes or one (F16, BF16, F8) are exact; F64 is rounded to the nearest float. Other types are an
    /// error. F32 is not copied.
    /// </summary>
    public float[] ToFloats() => Type switch
    {
        SafetensorsType.F32 => _floats!,
        SafetensorsType.F64 => Array.ConvertAll(_doubles!, d => (float)d),
        _ when IsFloat => EachOf<float>(SafetensorsElements.Float),
        _ => throw Unexpected("floats were expected (F32, F64, F16, BF16 or F8)"),
    };

    /// <summary>The values of an F64 tensor, not copied.</summary>
    public double[] ToDoubles() => _doubles ?? throw Unexpected("F64 was expected");

    /// <summary>The values of an I32 tensor, not copied.</summary>
    public int[] ToInts() => _ints ?? throw Unexpected("I32 was expected");

    /// <summary>The values of a tensor of whole numbers, whatever their size, or of truth values.</summary>
    public long[] ToLongs() => _ints != null ? Array.ConvertAll(_ints, i => (long)i)
        : _bytes == null || IsFloat ? throw Unexpected("whole numbers were expected")
        : EachOf((type, value) => SafetensorsElements.Whole(type, value) ?? throw Unexpected("one of them is above 2^63 - 1"));

    /// <summary>The same values under another name.</summary>
    internal SafetensorsTensor Renamed(string name) => new(
        name, Type, [.. Shape], (Array?)_floats ?? (Array?)_ints ?? (Array?)_doubles ?? _bytes!, _source);

    /// <summary>Whether <see cref="ToFloats"/> works.</summary>
    internal bool IsFloat => Type is SafetensorsType.F32 or SafetensorsType.F64 or SafetensorsType.F16 or SafetensorsType.BF16
        or SafetensorsType.F8_E4M3 or SafetensorsType.F8_E5M2;

    /// <summary>From the bytes of a file, lowest first, as many as the shape asks for.</summary>
    internal static SafetensorsTensor FromBytes(string name, SafetensorsType type, int[] shape, byte[] bytes, string source)
    {
        using MemoryStream stream = new(bytes);
        int size = SafetensorsHeader.ElementSize(type);
        return ReadFrom(stream, source, name, type, shape, bytes.Length / size, size);
    }

    /// <summary>The values that come next in a stream.</summary>
    internal static SafetensorsTensor ReadFrom(
        Stream stream, string source, string name, SafetensorsType type, int[] shape, int elements, int elementSize)
    {
        Array values = type switch
        {
            SafetensorsType.F32 => new float[elements],
            SafetensorsType.I32 => new int[elements],
            SafetensorsType.F64 => new double[elements],
            _ => new byte[elements * elementSize],
        };
        SafetensorsTensor tensor = new(name, type, shape, values, source);
        stream.ReadExactly(tensor.Memory());
        tensor.SwapOnBigEndian();
        return tensor;
    }

    internal long ByteLength => Memory().Length;

    internal void WriteTo(Stream stream)
    {
        SwapOnBigEndian();
        stream.Write(Memory());
        SwapOnBigEndian();
    }

    private Span<byte> Memory() =>
        _floats != null ? MemoryMarshal.AsBytes(_floats.AsSpan())
        : _ints != null ? MemoryMarshal.AsBytes(_ints.AsSpan())
        : _doubles != null ? MemoryMarshal.AsBytes(_doubles.AsSpan())
        : _bytes;

    /// <summary>The format is little-endian.</summary>
    private void SwapOnBigEndian()
    {
        if (BitConverter.IsLittleEndian || _bytes != null)
        {
            return;
        }
        if (_doubles != null)
        {
            Span<long> words = MemoryMarshal.Cast<byte, long>(Memory());
            BinaryPrimitives.ReverseEndianness(words, words);
        }
        else
        {
            Span<int> words = MemoryMarshal.Cast<byte, int>(Memory());
            BinaryPrimitives.ReverseEndianness(words, words);
        }
    }

    private InvalidDataException Unexpected(string expected) =>
        new($"Tensor '{Listing.Short(Name)}'{(_source == null ? "" : $" of {_source}")} holds {Type}, but {expected}.");

    private T[] EachOf<T>(Func<SafetensorsType, ReadOnlySpan<byte>, T> read)
    {
        int size = SafetensorsHeader.ElementSize(Type);
        T[] values = new T[_bytes!.Length / size];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = read(Type, _bytes.AsSpan(i * size, size));
        }
        return values;
    }

    private static SafetensorsTensor Checked(string name, SafetensorsType type, int[] shape, Array values)
    {
        long elements = 1;
        foreach (int dimension in shape)
        {
            elements *= dimension;
        }
        return elements == values.Length
            ? new SafetensorsTensor(name, type, shape, values, source: null)
            : throw new ArgumentException(
                $"Tensor '{Listing.Short(name)}' has {values.Length} values, but its shape {Shapes.Text(shape)} holds {elements}.");
    }
}

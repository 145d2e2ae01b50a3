using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;

namespace DeepDsl;

/// <summary>
/// An array from an IDX file, the format of MNIST and Fashion-MNIST (plain or gzip): two zero bytes, a type, the number of dimensions,
/// the dimensions, then the values, all big-endian.
/// </summary>
public sealed class IdxFile
{
    private const byte UByte = 0x08;
    private const byte Int = 0x0C;
    private const byte Float = 0x0D;

    /// <summary>Deflate cannot shrink further than this, so a larger claim about a compressed file is a lie.</summary>
    private const long MaxDeflateRatio = 1032;

    private readonly byte _type;
    private readonly byte[] _bytes;

    private IdxFile(byte type, int[] shape, byte[] bytes)
    {
        _type = type;
        Shape = shape;
        _bytes = bytes;
    }

    /// <summary>The dimensions; the first counts the samples.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Number of samples.</summary>
    public int Count => Shape[0];

    /// <summary>Reads a file of bytes, ints or floats.</summary>
    public static IdxFile Read(string path)
    {
        int[] shape = [1];
        long length = 1;
        int read = 0;
        return DataFile.Read(path, Parse, WhatWasRead);

        IdxFile Parse(DataFile file)
        {
            (byte type, shape, length) = ReadHeader(path, file.Stream);
            long onDisk = file.LengthOnDisk;
            long follow = onDisk - 4 - (4 * shape.Length);
            if (!file.IsCompressed && follow != length)
            {
                throw Wrong(path, $"the header announces {length} bytes of {Describe(shape)}, but {follow} follow it");
            }
            if (file.IsCompressed && length / MaxDeflateRatio > onDisk)
            {
                throw Wrong(path, $"the header announces {length} bytes of {Describe(shape)}, but the compressed file has only {onDisk}");
            }
            return new IdxFile(type, shape, ReadValues(path, file.Stream, (int)length, shape, ref read));
        }

        string WhatWasRead()
        {
            long samples = length == 0 ? 0 : (long)read * shape[0] / length;
            return string.Create(CultureInfo.InvariantCulture, $"{samples:N0} of {shape[0]:N0} samples were");
        }
    }

    /// <summary>Images as floats, sample after sample; bytes are scaled by 1/255 to [0, 1].</summary>
    public static float[] ReadImages(string path)
    {
        IdxFile file = Read(path);
        return file._type == UByte ? Array.ConvertAll(file._bytes, b => b * (1f / 255)) : file.ToFloats();
    }

    /// <summary>Labels as ints.</summary>
    public static int[] ReadLabels(string path)
    {
        IdxFile file = Read(path);
        return file.Shape.Count == 1
            ? file.ToInts()
            : throw Wrong(path, $"labels have one dimension, but this file has {Describe(file.Shape)}; is it the file of the images");
    }

    /// <summary>Images scaled to [0, 1] with their labels.</summary>
    public static Dataset ReadDataset(string imagesPath, string labelsPath)
    {
        float[] images = ReadImages(imagesPath);
        int[] labels = ReadLabels(labelsPath);
        if (labels.Length == 0 || images.Length % labels.Length != 0)
        {
            throw new InvalidDataException(
                $"{imagesPath} holds {images.Length} values, which does not fit the {labels.Length} labels of {labelsPath}. "
                + "Take both files from the same set.");
        }
        return Dataset.FromArrays(images, labels);
    }

    /// <summary>The values as floats, not scaled.</summary>
    public float[] ToFloats()
    {
        if (_type == UByte)
        {
            return Array.ConvertAll(_bytes, b => (float)b);
        }
        int[] bits = BigEndian();
        return _type == Float ? MemoryMarshal.Cast<int, float>(bits).ToArray() : Array.ConvertAll(bits, b => (float)b);
    }

    /// <summary>The values as ints; an error for floats.</summary>
    public int[] ToInts() => _type switch
    {
        UByte => Array.ConvertAll(_bytes, b => (int)b),
        Int => BigEndian(),
        _ => throw new InvalidDataException("The IDX file holds floats, not ints. Read it through ToFloats."),
    };

    private int[] BigEndian()
    {
        int[] values = new int[_bytes.Length / 4];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadInt32BigEndian(_bytes.AsSpan(4 * i));
        }
        return values;
    }

    private static (byte Type, int[] Shape, long Length) ReadHeader(string path, Stream stream)
    {
        Span<byte> word = stackalloc byte[4];
        ReadHeaderWord(path, stream, word);
        byte type = word[2];
        byte rank = word[3];
        if (word[0] != 0 || word[1] != 0)
        {
            throw Wrong(path, $"it starts with the bytes {Convert.ToHexString(word)}, but an IDX file starts with 0000");
        }
        if (type is not (UByte or Int or Float))
        {
            throw Wrong(path, $"its element type is 0x{type:X2}, but only 0x08 (bytes), 0x0C (ints) and 0x0D (floats) are supported");
        }
        if (rank is 0 or > 8)
        {
            throw Wrong(path, $"it has {rank} dimensions, but 1 to 8 are supported");
        }
        int[] shape = new int[rank];
        long length = type == UByte ? 1 : 4;
        for (int i = 0; i < rank; i++)
        {
            ReadHeaderWord(path, stream, word);
            uint size = BinaryPrimitives.ReadUInt32BigEndian(word);
            if (size > Array.MaxLength || length * size > Array.MaxLength)
            {
                throw Wrong(path, $"dimension {i + 1} is {size}, which makes the array larger than the supported 2 GB");
            }
            shape[i] = (int)size;
            length *= size;
        }
        return (type, shape, length);
    }

    private static void ReadHeaderWord(string path, Stream stream, Span<byte> word)
    {
        if (stream.ReadAtLeast(word, word.Length, throwOnEndOfStream: false) < word.Length)
        {
            throw Wrong(path, "it ends inside the header");
        }
    }

    /// <summary>Memory grows with what was read, never with what the header promises.</summary>
    private static byte[] ReadValues(string path, Stream stream, int length, int[] shape, ref int read)
    {
        byte[] bytes = new byte[Math.Min(length, 1 << 20)];
        while (true)
        {
            int more = stream.ReadAtLeast(bytes.AsSpan(read), bytes.Length - read, throwOnEndOfStream: false);
            read += more;
            if (read < bytes.Length)
            {
                throw Wrong(path, $"the header announces {length} bytes of {Describe(shape)}, but only {read} follow it");
            }
            if (read == length)
            {
                break;
            }
            Array.Resize(ref bytes, (int)Math.Min(length, 2L * bytes.Length));
        }
        return stream.ReadByte() < 0
            ? bytes
            : throw Wrong(path, $"the header announces {length} bytes of {Describe(shape)}, but more follow it");
    }

    private static string Describe(IReadOnlyList<int> shape) => Shapes.Text(shape);

    private static InvalidDataException Wrong(string path, string problem) =>
        new($"{path} is not a valid IDX file: {problem}. Download or write the file again.");
}

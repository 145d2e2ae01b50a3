using System.Text;

namespace DeepDsl.Keras;

/// <summary>
/// The part of HDF5 that Keras writes by h5py: groups as symbol tables, attributes of texts, and arrays that lie in one piece (format
/// specification 3.0, superblock 0 and object headers 1). What a file says of sizes is held against what it has before memory is taken, and
/// all that is read together against its length.
/// </summary>
internal sealed class HdfFile
{
    /// <summary>An address that leads nowhere.</summary>
    public const ulong Undefined = ulong.MaxValue;

    private static readonly byte[] s_signature = [0x89, (byte)'H', (byte)'D', (byte)'F', 13, 10, 26, 10];

    private readonly Stream _stream;
    private long _left;

    /// <param name="stream">The file, which is sought in.</param>
    public HdfFile(Stream stream)
    {
        _stream = stream;
        _left = (16 * stream.Length) + 4096;
        HdfBytes start = Read(0, 72);
        if (!start.Take(8).SequenceEqual(s_signature))
        {
            throw new InvalidDataException("It does not begin as an HDF5 file does.");
        }

        int version = start.Byte();
        start.Skip(4);
        (int offsets, int lengths) = (start.Byte(), start.Byte());
        if (version != 0 || offsets != 8 || lengths != 8)
        {
            throw new InvalidDataException(
                $"It is an HDF5 file of version {version} of the format, and h5py writes 0 where it is not told otherwise.");
        }

        start.Skip(64 - 15);
        Root = new HdfObject(this, start.Long());
    }

    public HdfObject Root { get; }

    public long Length => _stream.Length;

    /// <summary>Bytes at an address, if the file has them.</summary>
    public HdfBytes Read(ulong address, long count)
    {
        if (count < 0 || address > (ulong)Length || count > Length - (long)address)
        {
            throw new InvalidDataException($"It ends before place {address} and {count} bytes, at {Length}.");
        }

        // Parts that lead to each other in a circle, or many that are the same, would be read for ever.
        _left -= count + 1;
        if (_left < 0)
        {
            throw new InvalidDataException("Its parts name each other more often than there is room for.");
        }

        byte[] bytes = new byte[count];
        _stream.Position = (long)address;
        _stream.ReadExactly(bytes);
        return new HdfBytes(bytes);
    }

    /// <summary>A text that ends with a zero.</summary>
    public string Text(ulong address, long most)
    {
        const int Step = 64;
        List<byte> text = [];
        while (text.Count < most)
        {
            byte[] next = Read(address + (ulong)text.Count, Math.Min(Step, most - text.Count)).Rest();
            int end = Array.IndexOf(next, (byte)0);
            text.AddRange(end < 0 ? next : next[..end]);
            if (end >= 0)
            {
                return Encoding.UTF8.GetString([.. text]);
            }
        }

        throw new InvalidDataException("One of its names has no end.");
    }

    /// <summary>Demands the four letters that a part of the file begins with.</summary>
    public static void Expect(HdfBytes bytes, string letters)
    {
        if (!bytes.Take(4).SequenceEqual(Encoding.ASCII.GetBytes(letters)))
        {
            throw new InvalidDataException($"A part that begins with {letters} is not where it should be.");
        }
    }
}

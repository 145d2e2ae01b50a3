using System.Text;

namespace DeepDsl.Keras;

/// <summary>A named value of a group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TypeClass">The class of its elements.</param>
/// <param name="Size">Bytes of an element.</param>
/// <param name="Count">Of elements.</param>
/// <param name="Data">All of them.</param>
internal sealed record HdfAttribute(string Name, int TypeClass, long Size, long Count, byte[] Data)
{
    private const int FixedText = 3;
    private const int MostAxes = 32;

    public static HdfAttribute Read(byte[] message)
    {
        HdfBytes bytes = new(message);
        int version = bytes.Byte();
        bytes.Skip(1);
        (int name, int type, int space) = (bytes.Short(), bytes.Short(), bytes.Short());
        if (version is < 1 or > 3)
        {
            throw new InvalidDataException($"An attribute is of version {version}, which is not known.");
        }

        bytes.Skip(version == 3 ? 1 : 0);
        int Padded(int length) => version == 1 ? (length + 7) / 8 * 8 : length;
        string called = Text(bytes.Take(Padded(name)));
        HdfBytes typed = new(bytes.Take(Padded(type)).ToArray());
        int typeClass = typed.Byte() & 0xF;
        typed.Skip(3);
        long size = typed.Int();
        long count = Shape(new HdfBytes(bytes.Take(Padded(space)).ToArray())).Aggregate(1L, (n, d) => checked(n * d));
        return new HdfAttribute(called, typeClass, size, count, bytes.Rest());
    }

    /// <summary>The sizes that a message of a space tells.</summary>
    public static long[] Shape(HdfBytes space)
    {
        (int version, int rank) = (space.Byte(), space.Byte());
        space.Skip(version == 1 ? 6 : 2);
        if (version is not (1 or 2) || rank > MostAxes)
        {
            throw new InvalidDataException($"A shape has {rank} axes, in version {version} of its form.");
        }

        long[] shape = new long[rank];
        for (int i = 0; i < rank; i++)
        {
            shape[i] = checked((long)space.Long());
        }

        return shape;
    }

    public string[] Texts()
    {
        if (Count == 0)
        {
            return []; // of any type: so Keras writes that a layer has no weights
        }

        if (TypeClass != FixedText || Size == 0)
        {
            throw new InvalidDataException($"'{Listing.Short(Name)}' holds no texts of one length, as Keras writes them.");
        }

        HdfBytes data = new(Data);
        List<string> texts = [];
        for (long i = 0; i < Count; i++)
        {
            texts.Add(Text(data.Take(Size)));
        }

        return [.. texts];
    }

    private static string Text(ReadOnlySpan<byte> bytes) =>
        Encoding.UTF8.GetString(bytes.IndexOf((byte)0) is >= 0 and int end ? bytes[..end] : bytes);
}

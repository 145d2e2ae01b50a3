using System.Buffers.Binary;

namespace DeepDsl.Keras;

/// <summary>Floats of a size and an order of bytes.</summary>
internal sealed record HdfFloats(int Size, bool IsHighestFirst)
{
    private const int FloatClass = 1;

    /// <summary>Bits of exponent and fraction by the bytes of a float.</summary>
    private static readonly Dictionary<uint, (int Exponent, int Fraction)> s_forms = new() { [2] = (5, 10), [4] = (8, 23), [8] = (11, 52) };

    /// <summary>Null for a type that is none of the usual floats.</summary>
    public static HdfFloats? Of(HdfBytes type)
    {
        int typeClass = type.Byte() & 0xF;
        int order = type.Byte();
        type.Skip(2);
        uint size = type.Int();
        if (typeClass != FloatClass || !s_forms.TryGetValue(size, out var form))
        {
            return null;
        }

        type.Skip(5);
        (int exponent, _, int fraction) = (type.Byte(), type.Byte(), type.Byte());
        const int HighestFirst = 1;
        const int OtherOrders = 0x40;
        return (exponent, fraction) == form && (order & OtherOrders) == 0 ? new HdfFloats((int)size, (order & HighestFirst) != 0) : null;
    }

    public float[] Read(byte[] bytes)
    {
        float[] values = new float[bytes.Length / Size];
        for (int i = 0; i < values.Length; i++)
        {
            Span<byte> element = bytes.AsSpan(i * Size, Size);
            if (IsHighestFirst)
            {
                element.Reverse();
            }

            values[i] = Size == 2 ? (float)BinaryPrimitives.ReadHalfLittleEndian(element)
                : Size == 4 ? BinaryPrimitives.ReadSingleLittleEndian(element)
                : (float)BinaryPrimitives.ReadDoubleLittleEndian(element);
        }

        return values;
    }
}

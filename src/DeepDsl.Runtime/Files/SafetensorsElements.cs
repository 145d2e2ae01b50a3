using System.Buffers.Binary;

namespace DeepDsl;

/// <summary>Single values of the types that arrays have no type of their own for here.</summary>
internal static class SafetensorsElements
{
    /// <summary>A float of two bytes or of one, exactly.</summary>
    public static float Float(SafetensorsType type, ReadOnlySpan<byte> value) => type switch
    {
        SafetensorsType.F16 => (float)BinaryPrimitives.ReadHalfLittleEndian(value),
        SafetensorsType.BF16 => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(value) << 16),
        // A half without its last eight bits.
        SafetensorsType.F8_E5M2 => (float)BitConverter.UInt16BitsToHalf((ushort)(value[0] << 8)),
        SafetensorsType.F8_E4M3 => Float8(value[0]),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>A whole number, or a truth value as 0 or 1; null for an unsigned one above all of type long.</summary>
    public static long? Whole(SafetensorsType type, ReadOnlySpan<byte> value) => type switch
    {
        SafetensorsType.BOOL => value[0] == 0 ? 0 : 1,
        SafetensorsType.U8 => value[0],
        SafetensorsType.I8 => (sbyte)value[0],
        SafetensorsType.U16 => BinaryPrimitives.ReadUInt16LittleEndian(value),
        SafetensorsType.I16 => BinaryPrimitives.ReadInt16LittleEndian(value),
        SafetensorsType.U32 => BinaryPrimitives.ReadUInt32LittleEndian(value),
        SafetensorsType.I64 => BinaryPrimitives.ReadInt64LittleEndian(value),
        SafetensorsType.U64 => BinaryPrimitives.ReadInt64LittleEndian(value) is >= 0 and var number ? number : null,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>By Micikevicius et al. (2022): four bits of exponent with a bias of 7, three of fraction, no infinities.</summary>
    private static float Float8(byte bits)
    {
        (int exponent, int fraction) = ((bits >> 3) & 15, bits & 7);
        float size = (exponent, fraction) switch
        {
            (15, 7) => float.NaN,
            (0, _) => MathF.ScaleB(fraction, -9),
            _ => MathF.ScaleB(8 + fraction, exponent - 10),
        };
        return bits >= 128 ? -size : size;
    }
}

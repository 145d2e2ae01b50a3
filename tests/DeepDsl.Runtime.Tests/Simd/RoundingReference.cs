namespace DeepDsl.Runtime.Tests.Simd;

/// <summary>The nearest float of fewer digits, by the distances to both that come into question.</summary>
internal static class RoundingReference
{
    /// <summary>Ends of the ranges, subnormals, ties to either side, NaN with and without the bits that are cut off; both signs; and by chance.</summary>
    public static float[] Arguments
    {
        get
        {
            uint[] edges =
            [
                0, 1, 0x7FFF, 0x8000, 0x8001, 0x0FFF, 0x1000, 0x1001, 0x007FFFFF, 0x007F8000, 0x00800000, 0x3F800000, 0x3F807FFF, 0x3F808000,
                0x3F808001, 0x3F818000, 0x3F817FFF, 0x3F818001, 0x3F800FFF, 0x3F801000, 0x3F801001, 0x3F803000, 0x3FFFFFFF, 0x7F7F7FFF,
                0x7F7F8000, 0x7F7FEFFF, 0x7F7FF000, 0x7F7FFFFF, 0x7F800000, 0x7F800001, 0x7FA00000, 0x7FBFFFFF, 0x7FC00000, 0x7FFFFFFF,
            ];
            Random random = new(11);
            uint[] others = [.. Enumerable.Range(0, 50_000).Select(_ => (uint)random.NextInt64(1L << 32))];
            return [.. edges.SelectMany(e => new[] { e, e | 0x8000_0000 }).Concat(others).Select(BitConverter.UInt32BitsToSingle)];
        }
    }

    /// <summary>As cards round: ties to even, one NaN for all.</summary>
    public static uint BFloat16(float x) => float.IsNaN(x) ? 0x7FFF0000 : Nearest(x, 16, (lower, dropped) => (lower >> dropped) % 2 == 1);

    /// <summary>As cards round: ties away from zero; a NaN keeps what is not cut off.</summary>
    public static uint TensorFloat32(float x) => float.IsNaN(x)
        ? (BitConverter.SingleToUInt32Bits(x) | 0x0040_0000) & 0xFFFF_E000
        : Nearest(x, 13, (_, _) => true);

    private static uint Nearest(float x, int dropped, Func<uint, int, bool> tieGoesUp)
    {
        uint bits = BitConverter.SingleToUInt32Bits(MathF.Abs(x));
        uint lower = bits >> dropped << dropped;
        uint upper = lower + (1u << dropped);
        if (float.IsInfinity(x) || lower == bits)
        {
            return BitConverter.SingleToUInt32Bits(x);
        }

        (double below, double above) = (Math.Abs((double)x) - Value(lower), Value(upper) - Math.Abs((double)x));
        uint nearest = above < below || (above == below && tieGoesUp(lower, dropped)) ? upper : lower;
        return nearest | (float.IsNegative(x) ? 0x8000_0000 : 0);
    }

    /// <summary>Infinity counts as what would follow the largest float.</summary>
    private static double Value(uint bits) => bits == 0x7F80_0000 ? Math.Pow(2, 128) : BitConverter.UInt32BitsToSingle(bits);
}

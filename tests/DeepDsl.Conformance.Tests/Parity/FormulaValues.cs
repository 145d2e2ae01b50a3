namespace DeepDsl.Conformance.Tests.Parity;

/// <summary>Numbers that tests/reference/parity.py makes by the same formula, so that no file has to hold them.</summary>
internal static class FormulaValues
{
    private const int SampleSize = 256;

    /// <summary>center + scale * u with u in [-1, 1) on a grid of 2^-23. Scales are powers of two: both sides round alike.</summary>
    public static void Uniform(uint stream, float center, float scale, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            float u = ((Bits(stream, i) >> 8) - (float)(1 << 23)) / (1 << 23);
            values[i] = center + (scale * u);
        }
    }

    /// <summary>The entries of a tensor whose gradients are on file: all where they are few.</summary>
    public static int[] Sample(uint stream, int length) => length <= SampleSize
        ? [.. Enumerable.Range(0, length)]
        : [.. Enumerable.Range(0, SampleSize).Select(i => (int)(Bits(stream + 0x10000, i) % (uint)length))];

    private static uint Bits(uint stream, int index)
    {
        uint x = unchecked((uint)index + (stream * 0x9E3779B9));
        x ^= x >> 16;
        x = unchecked(x * 0x7FEB352D);
        x ^= x >> 15;
        x = unchecked(x * 0x846CA68B);
        return x ^ (x >> 16);
    }
}

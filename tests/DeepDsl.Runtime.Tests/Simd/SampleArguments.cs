namespace DeepDsl.Runtime.Tests.Simd;

internal static class SampleArguments
{
    internal static readonly float[] Special =
    [
        0f, -0f, 1f, -1f, 2f, -2f, 0.5f, -0.5f, float.Epsilon, -float.Epsilon, 1.17549435e-38f, -1.1754942e-38f, float.MaxValue,
        float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN,
    ];

    /// <summary>Every <paramref name="stride"/>-th float there is, by its bits, then an even grid where the functions are busy.</summary>
    internal static float[] Grid(int stride)
    {
        var values = new List<float>(Special);
        for (long bits = 0; bits <= uint.MaxValue; bits += stride)
        {
            values.Add(BitConverter.UInt32BitsToSingle((uint)bits));
        }

        int steps = values.Count / 2;
        for (int i = 0; i <= steps; i++)
        {
            values.Add(-20f + (40f * i / steps));
        }

        while (values.Count % 16 != 0)
        {
            values.Add(0f);
        }

        return [.. values];
    }
}

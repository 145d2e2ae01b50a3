namespace DeepDsl.Gpu.Tests;

/// <summary>What a GPU computes beside what the CPU does.</summary>
internal static class Comparison
{
    /// <summary>Relative; the sums of the two are rounded in different orders.</summary>
    public const float Tolerance = 1e-4f;

    public static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        float scale = expected.Max(MathF.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= Tolerance * scale,
                $"[{i}]: {actual[i]:R} instead of {expected[i]:R} (largest {scale:R})");
        }
    }
}

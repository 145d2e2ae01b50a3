using System.Numerics;
using DeepDsl.CompilerServices;

namespace DeepDsl.Runtime.Tests.Simd;

/// <summary>
/// The bounds are a little over four standard deviations of what true randomness would give, and the keys are fixed, so a failure means
/// that the hash changed for the worse.
/// </summary>
public sealed class CounterRandomTests
{
    private const int Count = 1 << 17;

    // 0, consecutive ones, ones with few bits or nearly all, and ones as they are really made.
    private static readonly uint[] Keys =
    [
        0, 1, 2, 3, 4, 0x80000000, 0xFFFFFFFF, 0xFFFFFFFE,
        CounterRandom.Key(42, 0, 0), CounterRandom.Key(42, 1, 0), CounterRandom.Key(42, 0, 1),
    ];

    [Fact]
    public void Numbers_NeverChange()
    {
        // Reproducible runs and other backends rely on these; they come from a separate implementation in Python.
        Assert.Equal(0xFE2AA3D1u, CounterRandom.Hash(0, 0));
        Assert.Equal(0x09D6E5DDu, CounterRandom.Hash(1, 2));
        Assert.Equal(0xCD9CF735u, CounterRandom.Key(0x0123456789ABCDEF, 3, 4));
        Assert.Equal(6366860 / 16777216f, CounterRandom.Uniform(7, 8));
        Assert.Equal(-0.872561626f, CounterRandom.Normal(7, 8), 3e-7f);
    }

    [Fact]
    public void Uniform_HasTheMomentsOfTheUniformDistribution()
    {
        foreach (uint key in Keys)
        {
            double[] values = Uniform(key);
            Assert.All(values, value => Assert.InRange(value, 0, 1 - Math.ScaleB(1, -24)));
            AssertClose(0.5, values.Average(), Math.Sqrt(1.0 / 12 / Count), key);
            AssertClose(1.0 / 12, values.Select(v => (v - 0.5) * (v - 0.5)).Average(), Math.Sqrt(1.0 / 180 / Count), key);
        }
    }

    [Fact]
    public void Uniform_FillsBinsEvenly()
    {
        const int bins = 1024;
        foreach (uint key in Keys)
        {
            // Both the leading and the trailing bits of the number.
            AssertChiSquare(Uniform(key).Select(v => (int)(v * bins)), bins, key);
            AssertChiSquare(Uniform(key).Select(v => (int)(v * (1 << 24)) % bins), bins, key);
        }
    }

    [Fact]
    public void ConsecutivePairs_FillThePlaneEvenly()
    {
        const int side = 32;
        foreach (uint key in Keys)
        {
            double[] values = Uniform(key);
            AssertChiSquare(values.Chunk(2).Select(p => ((int)(p[0] * side) * side) + (int)(p[1] * side)), side * side, key);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(784)]
    [InlineData(4096)]
    public void Uniform_IsNotCorrelatedWithItself(int lag)
    {
        foreach (uint key in Keys)
        {
            double[] values = Uniform(key);
            AssertUncorrelated(values.AsSpan(lag), values, key);
        }
    }

    [Fact]
    public void DifferentKeys_AreNotCorrelated()
    {
        double[][] streams = Keys.Select(Uniform).ToArray();
        for (int i = 0; i < streams.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                AssertUncorrelated(streams[i], streams[j], Keys[i]);
            }
        }
    }

    [Fact]
    public void DifferentKeys_AreNotPermutationsOfEachOther()
    {
        // With the key in the first round alone, hash(key, i) = hash(0, i ^ key), and a block of 2^k indices holds the same numbers twice.
        var first = Enumerable.Range(0, 1 << 12).Select(i => CounterRandom.Hash(0, (uint)i)).ToHashSet();
        int common = Enumerable.Range(0, 1 << 12).Count(i => first.Contains(CounterRandom.Hash(5, (uint)i)));
        Assert.InRange(common, 0, 2);
    }

    [Fact]
    public void EachInputBit_FlipsEachOutputBitHalfOfTheTime()
    {
        const int trials = 4096;
        for (int bit = 0; bit < 32; bit++)
        {
            int[] byIndex = new int[32];
            int[] byKey = new int[32];
            for (uint i = 0; i < trials; i++)
            {
                uint hash = CounterRandom.Hash(i, i * 3);
                Tally(byIndex, hash ^ CounterRandom.Hash(i, (i * 3) ^ (1u << bit)));
                Tally(byKey, hash ^ CounterRandom.Hash(i ^ (1u << bit), i * 3));
            }

            // 64 frequencies for each of 32 bits: five standard deviations.
            int tolerance = (int)(5 * Math.Sqrt(trials / 4.0));
            Assert.All(byIndex.Concat(byKey), count => Assert.InRange(count, (trials / 2) - tolerance, (trials / 2) + tolerance));
        }
    }

    [Fact]
    public void Normal_HasTheMomentsOfTheNormalDistribution()
    {
        foreach (uint key in Keys)
        {
            double[] values = Enumerable.Range(0, Count).Select(i => (double)CounterRandom.Normal(key, (uint)i)).ToArray();
            AssertClose(0, values.Average(), Math.Sqrt(1.0 / Count), key);
            AssertClose(1, values.Select(v => v * v).Average(), Math.Sqrt(2.0 / Count), key);
            AssertClose(0, values.Select(v => v * v * v).Average(), Math.Sqrt(15.0 / Count), key);
            AssertClose(3, values.Select(v => v * v * v * v).Average(), Math.Sqrt(96.0 / Count), key);

            const int bins = 256;
            var probabilities = values.Select(v => (1 + DoubleReference.Erf(v / Math.Sqrt(2))) / 2);
            AssertChiSquare(probabilities.Select(p => Math.Min(bins - 1, (int)(bins * p))), bins, key);
        }
    }

    [Fact]
    public void Keys_DifferBySeedStepAndStream()
    {
        var keys = new HashSet<uint>();
        for (uint step = 0; step < 1000; step++)
        {
            Assert.True(keys.Add(CounterRandom.Key(42, step, 7)), $"Step {step} repeats a key of its stream.");
        }

        Assert.NotEqual(CounterRandom.Key(1, 0, 0), CounterRandom.Key(1UL << 32, 0, 0));
        Assert.NotEqual(CounterRandom.Key(1, 2, 3), CounterRandom.Key(1, 3, 2));
    }

    private static double[] Uniform(uint key) =>
        Enumerable.Range(0, Count).Select(i => (double)CounterRandom.Uniform(key, (uint)i)).ToArray();

    private static void AssertClose(double expected, double actual, double deviation, uint key) =>
        Assert.True(Math.Abs(actual - expected) < 4.2 * deviation, $"Key {key}: {actual}, expected {expected} +- {deviation}.");

    private static void AssertUncorrelated(ReadOnlySpan<double> a, ReadOnlySpan<double> b, uint key)
    {
        int count = Math.Min(a.Length, b.Length);
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += (a[i] - 0.5) * (b[i] - 0.5);
        }

        AssertClose(0, sum * 12 / count, 1 / Math.Sqrt(count), key);
    }

    private static void AssertChiSquare(IEnumerable<int> values, int bins, uint key)
    {
        int[] counts = new int[bins];
        int total = 0;
        foreach (int value in values)
        {
            counts[value]++;
            total++;
        }

        double expected = (double)total / bins;
        double chiSquare = counts.Sum(count => (count - expected) * (count - expected) / expected);
        AssertClose(bins - 1, chiSquare, Math.Sqrt(2.0 * (bins - 1)), key);
    }

    private static void Tally(int[] counts, uint flipped)
    {
        for (; flipped != 0; flipped &= flipped - 1)
        {
            counts[BitOperations.TrailingZeroCount(flipped)]++;
        }
    }
}

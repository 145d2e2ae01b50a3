using DeepDsl.CompilerServices;

namespace DeepDsl.Runtime.Tests.Simd;

public sealed class Simd512Tests : RegisterTests<Simd512>;

public sealed class Simd256Tests : RegisterTests<Simd256>;

public sealed class Simd128Tests : RegisterTests<Simd128>;

public sealed class SimdScalarTests : RegisterTests<SimdScalar>;

/// <summary>What every register width must do, checked lane by lane against plain floats and against <see cref="SimdScalar"/>.</summary>
public abstract class RegisterTests<T>
    where T : struct, ISimd<T>
{
    private const float Sentinel = -7.25f;

    /// <summary>Registers that the processor lacks are emulated exactly; those that every processor has round as fast as they can.</summary>
    private static bool IsFused => SimdLevel.HasMultiplyAdd || T.Width > Simd128.Width;

    [Fact]
    public void StorePartial_WritesCountLanesAndNothingElse()
    {
        var value = T.Iota + T.Broadcast(1f);
        for (int count = 0; count <= T.Width; count++)
        {
            float[] target = Enumerable.Repeat(Sentinel, T.Width + 2).ToArray();
            value.StorePartial(ref target[1], count);

            var expected = Enumerable.Repeat(Sentinel, T.Width + 2).ToArray();
            for (int i = 0; i < count; i++)
            {
                expected[1 + i] = i + 1;
            }

            Assert.Equal(expected, target);
        }
    }

    [Fact]
    public void Loads_ReadEachLane()
    {
        float[] floats = Enumerable.Range(0, T.Width).Select(i => i * 1.5f).ToArray();
        Assert.Equal(floats, Lanes(T.Load(ref floats[0])));

        float[] ints = Enumerable.Range(0, T.Width).Select(i => BitConverter.Int32BitsToSingle(100 - (i * 33))).ToArray();
        Assert.Equal(Enumerable.Range(0, T.Width).Select(i => 100f - (i * 33)), Lanes(T.LoadInt(ref ints[0])));

        Assert.Equal(Enumerable.Range(0, T.Width).Select(i => (float)i), Lanes(T.Iota));
        Assert.All(Lanes(T.Zero), lane => Assert.Equal(0f, lane));
    }

    [Fact]
    public void Arithmetic_IsThatOfFloats()
    {
        foreach (var (a, b) in Pairs())
        {
            AssertLanes(a, b, (x, y) => x + y, T.Load(ref a[0]) + T.Load(ref b[0]));
            AssertLanes(a, b, (x, y) => x - y, T.Load(ref a[0]) - T.Load(ref b[0]));
            AssertLanes(a, b, (x, y) => x * y, T.Load(ref a[0]) * T.Load(ref b[0]));
            AssertLanes(a, b, (x, y) => x / y, T.Load(ref a[0]) / T.Load(ref b[0]));
            AssertLanes(a, b, (x, _) => -x, -T.Load(ref a[0]));
            AssertLanes(a, b, (x, _) => MathF.Abs(x), T.Abs(T.Load(ref a[0])));
            AssertLanes(a, b, (x, _) => MathF.Sqrt(x), T.Sqrt(T.Load(ref a[0])));
            AssertLanes(a, b, (x, _) => MathF.Floor(x), T.Floor(T.Load(ref a[0])));
            AssertLanes(
                a, b, (x, y) => IsFused ? MathF.FusedMultiplyAdd(x, y, y) : (x * y) + y,
                T.MultiplyAdd(T.Load(ref a[0]), T.Load(ref b[0]), T.Load(ref b[0])));
        }
    }

    [Fact]
    public void MultiplyAdd_RoundsOnceWhereThereIsAnInstruction()
    {
        // (1 + 2^-12)^2 - 1 has the bit 2^-24, which a rounded product loses.
        float a = 1f + (1f / 4096);
        Assert.All(
            Lanes(T.MultiplyAdd(T.Broadcast(a), T.Broadcast(a), T.Broadcast(-1f))),
            lane => Assert.Equal(IsFused ? (float)(((double)a * a) - 1) : (a * a) - 1, lane));
    }

    [Fact]
    public void MaxAndMin_KeepNaNOfEitherSide()
    {
        foreach (var (a, b) in Pairs())
        {
            AssertLanes(a, b, float.IsNaN, (x, y) => float.IsNaN(x) || float.IsNaN(y) ? float.NaN : x > y ? x : y, T.Max);
            AssertLanes(a, b, float.IsNaN, (x, y) => float.IsNaN(x) || float.IsNaN(y) ? float.NaN : x < y ? x : y, T.Min);
        }
    }

    [Fact]
    public void AtLeastAndAtMost_KeepNaNOfTheValue()
    {
        foreach (var (_, b) in Pairs())
        {
            float[] limit = Enumerable.Repeat(0.5f, T.Width).ToArray();
            AssertLanes(limit, b, float.IsNaN, (x, y) => float.IsNaN(y) ? y : x > y ? x : y, T.AtLeast);
            AssertLanes(limit, b, float.IsNaN, (x, y) => float.IsNaN(y) ? y : x < y ? x : y, T.AtMost);
        }
    }

    [Fact]
    public void Comparisons_SelectByLane()
    {
        var one = T.Broadcast(1f);
        foreach (var (a, b) in Pairs())
        {
            var (x, y) = (T.Load(ref a[0]), T.Load(ref b[0]));
            AssertLanes(a, b, (p, q) => p < q ? 1 : 0, T.Select(T.Less(x, y), one, T.Zero));
            AssertLanes(a, b, (p, q) => p <= q ? 1 : 0, T.Select(T.LessOrEqual(x, y), one, T.Zero));
            AssertLanes(a, b, (p, q) => p == q ? 1 : 0, T.Select(T.Equal(x, y), one, T.Zero));
        }
    }

    [Fact]
    public void Sum_AddsHalvesOfTheRegister()
    {
        float[] values = Enumerable.Range(0, T.Width).Select(i => MathF.Sin(i + 1) * MathF.Pow(10, i % 5)).ToArray();
        float[] fold = [.. values];
        for (int half = T.Width / 2; half > 0; half /= 2)
        {
            for (int i = 0; i < half; i++)
            {
                fold[i] += fold[i + half];
            }
        }

        Assert.Equal(fold[0], T.Load(ref values[0]).Sum());
    }

    [Fact]
    public void StoreSums_WritesWhatSumGivesAndNothingElse()
    {
        float[] values = Enumerable.Range(0, 4 * T.Width).Select(i => MathF.Sin(i + 1) * MathF.Pow(10, i % 5)).ToArray();
        T[] rows = [.. Enumerable.Range(0, 4).Select(row => T.Load(ref values[row * T.Width]))];
        float[] stored = Enumerable.Repeat(7f, 6).ToArray();
        T.StoreSums(rows[0], rows[1], rows[2], rows[3], ref stored[1]);
        Assert.Equal([7, .. rows.Select(row => row.Sum()), 7], stored);
    }

    [Fact]
    public void MaxLaneAndMinLane_FindEveryLaneAndKeepNaN()
    {
        for (int lane = 0; lane < T.Width; lane++)
        {
            float[] values = Enumerable.Range(0, T.Width).Select(i => i / 16f).ToArray();
            values[lane] = 9;
            Assert.Equal(9, T.Load(ref values[0]).MaxLane());
            values[lane] = -9;
            Assert.Equal(-9, T.Load(ref values[0]).MinLane());
            values[lane] = float.NaN;
            Assert.Equal(float.NaN, T.Load(ref values[0]).MaxLane());
            Assert.Equal(float.NaN, T.Load(ref values[0]).MinLane());
        }
    }

    [Fact]
    public void Functions_GiveTheBitsOfTheScalar()
    {
        AssertSameBits(T.Exp, SimdScalar.Exp);
        AssertSameBits(T.ExpM1, SimdScalar.ExpM1);
        AssertSameBits(T.Log, SimdScalar.Log);
        AssertSameBits(T.LogP1, SimdScalar.LogP1);
        AssertSameBits(T.Tanh, SimdScalar.Tanh);
        AssertSameBits(T.Sigmoid, SimdScalar.Sigmoid);
        AssertSameBits(T.Erf, SimdScalar.Erf);
        AssertSameBits(T.Sin, SimdScalar.Sin);
        AssertSameBits(T.Cos, SimdScalar.Cos);
        AssertSameBits(T.Softplus, SimdScalar.Softplus);
        foreach (float power in (float[])[0.5f, -2f, 3f, 1.7f, -30.25f])
        {
            AssertSameBits(x => T.Pow(x, T.Broadcast(power)), x => SimdScalar.Pow(x, SimdScalar.Broadcast(power)));
            AssertSameBits(x => T.Pow(T.Broadcast(power), x), x => SimdScalar.Pow(SimdScalar.Broadcast(power), x));
        }
    }

    [Fact]
    public void RoundBFloat16_HasTheBitsOfTheNearest() => AssertRounds(T.RoundBFloat16, RoundingReference.BFloat16);

    [Fact]
    public void RoundTensorFloat32_HasTheBitsOfTheNearest() => AssertRounds(T.RoundTensorFloat32, RoundingReference.TensorFloat32);

    [Theory]
    [InlineData(0u, 0u)]
    [InlineData(1u, 12345u)]
    [InlineData(0xDEADBEEFu, 0xFFFFFFFAu)]
    public void RandomNumbers_AreThoseOfTheCounter(uint key, uint index)
    {
        float[] uniform = Lanes(T.Uniform(key, index));
        float[] normal = Lanes(T.Normal(key, index));
        for (int lane = 0; lane < T.Width; lane++)
        {
            Assert.Equal(CounterRandom.Uniform(key, unchecked(index + (uint)lane)), uniform[lane]);
            Assert.Equal(CounterRandom.Normal(key, unchecked(index + (uint)lane)), normal[lane]);
        }
    }

    private static void AssertRounds(Func<T, T> rounding, Func<float, uint> nearest)
    {
        foreach (float[] x in RoundingReference.Arguments.Chunk(T.Width).Where(c => c.Length == T.Width))
        {
            uint[] found = Array.ConvertAll(Lanes(rounding(T.Load(ref x[0]))), BitConverter.SingleToUInt32Bits);
            Assert.Equal(Array.ConvertAll(x, nearest.Invoke), found);
        }
    }

    private static void AssertSameBits(Func<T, T> function, Func<SimdScalar, SimdScalar> scalar)
    {
        float[] arguments = SampleArguments.Grid(60013);
        for (int start = 0; start + T.Width <= arguments.Length; start += T.Width)
        {
            float[] results = Lanes(function(T.Load(ref arguments[start])));
            for (int lane = 0; lane < T.Width; lane++)
            {
                float argument = arguments[start + lane];
                float expected = scalar(SimdScalar.Broadcast(argument)).Sum();
                if (BitConverter.SingleToInt32Bits(results[lane]) != BitConverter.SingleToInt32Bits(expected)
                    && !(float.IsNaN(results[lane]) && float.IsNaN(expected)))
                {
                    Assert.Fail($"At {argument:R} lane {lane} of {typeof(T).Name} is {results[lane]:R}, and SimdScalar is {expected:R}.");
                }
            }
        }
    }

    /// <summary>Every pair of interesting floats, spread over the lanes.</summary>
    private static IEnumerable<(float[] A, float[] B)> Pairs()
    {
        float[] values = [.. SampleArguments.Special, 0.1f, -3.7f, 12345.678f, -0.9999f];
        var pairs = (from a in values from b in values select (a, b)).ToArray();
        for (int start = 0; start < pairs.Length; start += T.Width)
        {
            var chunk = Enumerable.Range(start, T.Width).Select(i => pairs[i % pairs.Length]).ToArray();
            yield return (chunk.Select(p => p.a).ToArray(), chunk.Select(p => p.b).ToArray());
        }
    }

    private static float[] Lanes(T value)
    {
        float[] lanes = new float[T.Width];
        value.Store(ref lanes[0]);
        return lanes;
    }

    private static void AssertLanes(float[] a, float[] b, Func<float, float, float> expected, T actual) =>
        Assert.Equal(a.Zip(b, expected), Lanes(actual));

    private static void AssertLanes(
        float[] a, float[] b, Func<float, bool> isNaN, Func<float, float, float> expected, Func<T, T, T> operation)
    {
        float[] actual = Lanes(operation(T.Load(ref a[0]), T.Load(ref b[0])));
        Assert.Equal(a.Zip(b, expected), actual);
        Assert.Equal(a.Zip(b, expected).Select(isNaN), actual.Select(isNaN));
    }
}

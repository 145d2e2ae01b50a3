using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeepDsl.CompilerServices;

namespace DeepDsl.Initializers;

/// <summary>Fills spans with random numbers of a key, by position.</summary>
internal static class RandomFill
{
    private const float TruncateAt = 2;

    /// <summary>Between -range and range.</summary>
    public static void Uniform(uint key, double range, Span<float> values)
    {
        // 2 u - 1 is exact, so the one rounding is the last.
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)range * ((2 * CounterRandom.Uniform(key, (uint)i)) - 1);
        }
    }

    public static void Normal(uint key, double deviation, Span<float> values)
    {
        switch (SimdLevel.Best)
        {
            case SimdWidth.Bits512:
                Normal<Simd512>(key, (float)deviation, values);
                break;
            case SimdWidth.Bits256:
                Normal<Simd256>(key, (float)deviation, values);
                break;
            case SimdWidth.Bits128:
                Normal<Simd128>(key, (float)deviation, values);
                break;
            default:
                Normal<SimdScalar>(key, (float)deviation, values);
                break;
        }
    }

    /// <summary>What lies beyond two deviations is drawn again.</summary>
    public static void TruncatedNormal(uint key, double deviation, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            float value = CounterRandom.Normal(key, (uint)i);
            for (uint again = 1; Math.Abs(value) > TruncateAt; again++)
            {
                value = CounterRandom.Normal(CounterRandom.Hash(key, again), (uint)i);
            }

            values[i] = (float)deviation * value;
        }
    }

    private static void Normal<V>(uint key, float deviation, Span<float> values)
        where V : struct, ISimd<V>
    {
        ref float first = ref MemoryMarshal.GetReference(values);
        for (int i = 0; i < values.Length; i += V.Width)
        {
            V value = V.Broadcast(deviation) * V.Normal(key, (uint)i);
            value.StorePartial(ref Unsafe.Add(ref first, i), Math.Min(V.Width, values.Length - i));
        }
    }
}

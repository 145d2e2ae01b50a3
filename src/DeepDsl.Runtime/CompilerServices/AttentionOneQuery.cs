using System.Runtime.CompilerServices;

namespace DeepDsl.CompilerServices;

/// <summary>
/// Attention of one query, as each step of generation has: it reads keys and values once, and a vector holds channels rather than queries,
/// of which a block would be empty but for one.
/// </summary>
internal static class AttentionOneQuery<V>
    where V : struct, ISimd<V>
{
    /// <summary>Keys whose weights lie in scratch at a time, with room for the end of a vector.</summary>
    private const int Block = (AttentionBlock.Rows - 1) * AttentionBlock.Queries;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run(in AttentionSizes s, AttentionOperands o, ref float scratch, int sample, int head)
    {
        ref float weights = ref scratch;
        ref float output = ref Unsafe.Add(ref weights, AttentionBlock.Rows * AttentionBlock.Queries);
        AttentionRows<V>.Clear(ref output, AttentionBlock.Padded(s.ValueSize));

        int keyHead = head / s.Sharing;
        ref float query = ref Unsafe.Add(ref o.Queries, ((nint)sample * s.QueryStride) + (head * s.HeadSize));
        ref float keys = ref Unsafe.Add(ref o.Keys, ((nint)sample * s.Keys * s.KeyStride) + (keyHead * s.HeadSize));
        ref float values = ref Unsafe.Add(ref o.Values, ((nint)sample * s.Keys * s.ValueStride) + (keyHead * s.ValueSize));
        float slope = o.SlopeOf(head);
        int end = o.QueriesOf(sample, 1) == 0 ? 0 : s.End(0, o.KeysOf(sample, s.Keys));
        float most = float.NegativeInfinity;
        float sum = 0;
        for (int first = s.First(0); first < end; first += Block)
        {
            int count = Math.Min(Block, end - first);
            float before = most;
            ref float key = ref Unsafe.Add(ref keys, (nint)first * s.KeyStride);
            Products(s, ref query, ref key, count, ref weights);
            most = Math.Max(most, Scores(s, slope, s.Offset - first, count, ref weights));
            if (most > before && sum != 0)
            {
                float shrink = SimdScalar.Exp(SimdScalar.Broadcast(before - most)).Sum();
                sum *= shrink;
                AttentionRows<V>.Multiply(ref output, shrink, s.ValueSize);
            }

            sum += Weigh(ref weights, count, most);
            Add(ref weights, count, ref Unsafe.Add(ref values, (nint)first * s.ValueStride), s.ValueStride, ref output, s.ValueSize);
        }

        nint place = ((nint)sample * s.Heads) + head;
        ref float to = ref Unsafe.Add(ref o.Output, place * s.ValueSize);
        AttentionRows<V>.Put(ref output, sum == 0 ? 0 : 1 / sum, ref to, s.ValueSize, adds: false);
        if (!Unsafe.IsNullRef(in o.LogSums))
        {
            Unsafe.Add(ref o.LogSums, place) = sum == 0 ? 0 : most + SimdScalar.Log(SimdScalar.Broadcast(sum)).Sum();
        }
    }

    /// <summary>The product with each key. Where heads are whole vectors, lanes are summed of four keys at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Products(in AttentionSizes s, ref float query, ref float key, int count, ref float products)
    {
        int whole = s.HeadSize / V.Width * V.Width;
        int k = 0;
        for (; whole == s.HeadSize && k + 4 <= count; k += 4)
        {
            ref float second = ref Unsafe.Add(ref key, s.KeyStride);
            ref float third = ref Unsafe.Add(ref second, s.KeyStride);
            ref float fourth = ref Unsafe.Add(ref third, s.KeyStride);
            V ofFirst = V.Zero, ofSecond = V.Zero, ofThird = V.Zero, ofFourth = V.Zero;
            for (int c = 0; c < whole; c += V.Width)
            {
                V channels = V.Load(ref Unsafe.Add(ref query, c));
                ofFirst = V.MultiplyAdd(channels, V.Load(ref Unsafe.Add(ref key, c)), ofFirst);
                ofSecond = V.MultiplyAdd(channels, V.Load(ref Unsafe.Add(ref second, c)), ofSecond);
                ofThird = V.MultiplyAdd(channels, V.Load(ref Unsafe.Add(ref third, c)), ofThird);
                ofFourth = V.MultiplyAdd(channels, V.Load(ref Unsafe.Add(ref fourth, c)), ofFourth);
            }

            V.StoreSums(ofFirst, ofSecond, ofThird, ofFourth, ref Unsafe.Add(ref products, k));
            key = ref Unsafe.Add(ref fourth, s.KeyStride);
        }

        for (; k < count; k++)
        {
            V sums = V.Zero;
            for (int c = 0; c < whole; c += V.Width)
            {
                sums = V.MultiplyAdd(V.Load(ref Unsafe.Add(ref query, c)), V.Load(ref Unsafe.Add(ref key, c)), sums);
            }

            float product = sums.Sum();
            for (int c = whole; c < s.HeadSize; c++)
            {
                product += Unsafe.Add(ref query, c) * Unsafe.Add(ref key, c);
            }

            Unsafe.Add(ref products, k) = product;
            key = ref Unsafe.Add(ref key, s.KeyStride);
        }
    }

    /// <summary>Makes scores of products; the largest.</summary>
    /// <param name="distance">From the first key to the query, in steps.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Scores(in AttentionSizes s, float slope, int distance, int count, ref float weights)
    {
        V scale = V.Broadcast(s.Scale);
        V slopes = V.Broadcast(slope);
        V most = V.Broadcast(float.NegativeInfinity);
        V end = V.Broadcast(count);
        for (int k = 0; k < count; k += V.Width)
        {
            // Lanes behind the last key are of no weight.
            ref float at = ref Unsafe.Add(ref weights, k);
            V key = V.Broadcast(k) + V.Iota;
            V score = (scale * V.Load(ref at)) - (slopes * V.Abs(V.Broadcast(distance) - key));
            score = V.Select(V.Less(key, end), score, V.Broadcast(float.NegativeInfinity));
            score.Store(ref at);
            most = V.Max(most, score);
        }

        return most.MaxLane();
    }

    /// <summary>Makes weights of scores; their sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Weigh(ref float weights, int count, float most)
    {
        V shift = V.Broadcast(most);
        V sums = V.Zero;
        for (int k = 0; k < count; k += V.Width)
        {
            ref float at = ref Unsafe.Add(ref weights, k);
            V weight = V.Exp(V.Load(ref at) - shift);
            weight.Store(ref at);
            sums += weight;
        }

        return sums.Sum();
    }

    /// <summary>Adds the values by their weights, two vectors of channels at a time: what is added to has room for both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(ref float weights, int count, ref float values, nint stride, ref float output, int channels)
    {
        for (int c = 0; c < channels; c += 2 * V.Width)
        {
            ref float to = ref Unsafe.Add(ref output, c);
            ref float next = ref Unsafe.Add(ref to, V.Width);
            ref float value = ref Unsafe.Add(ref values, c);
            V even = V.Load(ref to), evenNext = V.Load(ref next);
            V odd = V.Zero, oddNext = V.Zero;
            int k = 0;
            for (; k + 1 < count; k += 2)
            {
                V weight = V.Broadcast(Unsafe.Add(ref weights, k));
                even = V.MultiplyAdd(weight, V.Load(ref value), even);
                evenNext = V.MultiplyAdd(weight, V.Load(ref Unsafe.Add(ref value, V.Width)), evenNext);
                value = ref Unsafe.Add(ref value, stride);
                weight = V.Broadcast(Unsafe.Add(ref weights, k + 1));
                odd = V.MultiplyAdd(weight, V.Load(ref value), odd);
                oddNext = V.MultiplyAdd(weight, V.Load(ref Unsafe.Add(ref value, V.Width)), oddNext);
                value = ref Unsafe.Add(ref value, stride);
            }

            if (k < count)
            {
                V weight = V.Broadcast(Unsafe.Add(ref weights, k));
                even = V.MultiplyAdd(weight, V.Load(ref value), even);
                evenNext = V.MultiplyAdd(weight, V.Load(ref Unsafe.Add(ref value, V.Width)), evenNext);
            }

            (even + odd).Store(ref to);
            (evenNext + oddNext).Store(ref next);
        }
    }
}

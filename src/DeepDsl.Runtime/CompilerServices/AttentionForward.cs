using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepDsl.CompilerServices;

/// <summary>
/// Attention of one block of queries after another: the weights of a block of keys at a time, with the largest score so far as what
/// exponents are relative to, so that no more than a block of weights exists. Queries are turned, so that a vector holds one weight of
/// as many queries, and their maxima and sums need no sums across lanes.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AttentionForward<V>
    where V : struct, ISimd<V>
{
    /// <summary>Work items <paramref name="begin"/> to <paramref name="end"/>: blocks of queries, in heads, in samples.</summary>
    public static void Run(in AttentionSizes s, AttentionOperands o, ref float scratch, int begin, int end)
    {
        int blocks = (s.Queries + AttentionBlock.Queries - 1) / AttentionBlock.Queries;
        for (int item = begin; item < end; item++)
        {
            int head = item / blocks;
            if (s.Queries == 1 && o.Dropped == 0)
            {
                AttentionOneQuery<V>.Run(s, o, ref scratch, head / s.Heads, head % s.Heads);
                continue;
            }

            Block(s, o, ref scratch, head / s.Heads, head % s.Heads, item % blocks * AttentionBlock.Queries);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block(in AttentionSizes s, AttentionOperands o, ref float scratch, int sample, int head, int first)
    {
        int written = Math.Min(AttentionBlock.Queries, s.Queries - first);
        int rows = Math.Clamp(o.QueriesOf(sample, s.Queries) - first, 0, written);
        int keys = o.KeysOf(sample, s.Keys);
        int width = AttentionBlock.Padded(s.ValueSize);
        ref float turned = ref scratch;
        ref float weights = ref Unsafe.Add(ref turned, AttentionBlock.Queries * s.HeadSize);
        ref float output = ref Unsafe.Add(ref weights, AttentionBlock.Rows * AttentionBlock.Queries);
        ref float maxima = ref Unsafe.Add(ref output, AttentionBlock.Rows * width);
        ref float sums = ref Unsafe.Add(ref maxima, AttentionBlock.Queries);
        ref float shrinks = ref Unsafe.Add(ref sums, AttentionBlock.Queries);

        nint place = ((nint)sample * s.Queries) + first;
        AttentionRows<V>.Turn(
            ref Unsafe.Add(ref o.Queries, (place * s.QueryStride) + (head * s.HeadSize)), s.QueryStride, rows, s.HeadSize, ref turned);
        AttentionRows<V>.Clear(ref output, rows * width);
        AttentionRows<V>.Clear(ref sums, AttentionBlock.Queries);
        MemoryMarshal.CreateSpan(ref maxima, AttentionBlock.Queries).Fill(float.NegativeInfinity);

        int keyHead = head / s.Sharing;
        ref float key = ref Unsafe.Add(ref o.Keys, ((nint)sample * s.Keys * s.KeyStride) + (keyHead * s.HeadSize));
        ref float value = ref Unsafe.Add(ref o.Values, ((nint)sample * s.Keys * s.ValueStride) + (keyHead * s.ValueSize));
        int last = rows == 0 ? 0 : s.End(first + rows - 1, keys);
        for (int k = s.First(first); k < last; k += AttentionBlock.Keys)
        {
            AttentionPlace at = new(s, first, rows, keys, k, Math.Min(AttentionBlock.Keys, last - k))
            {
                Slope = o.SlopeOf(head),
                DropRate = o.Dropped,
                DropKey = o.DropKey,
                FirstWeight = (uint)(((sample * s.Heads) + head) * s.Keys * s.Queries),
            };
            ref float keyBlock = ref Unsafe.Add(ref key, (nint)k * s.KeyStride);
            AttentionScores<V>.Products(at, ref keyBlock, s.KeyStride, s.HeadSize, ref turned, ref weights);
            for (int query = 0; query < rows; query += V.Width)
            {
                Weigh(at, query, ref weights, ref maxima, ref sums, ref shrinks);
            }

            Add(at, ref weights, ref shrinks, ref Unsafe.Add(ref value, (nint)k * s.ValueStride), ref output, width);
        }

        Write(s, o, ref output, ref maxima, ref sums, (place * s.Heads) + head, rows, written, width);
    }

    /// <summary>Makes weights of a vector of queries from their scores, and says by how much what was added up so far shrinks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Weigh(
        in AttentionPlace at, int query, ref float weights, ref float maxima, ref float sums, ref float shrinks)
    {
        (int from, int to) = at.Computed<V>(query);
        AttentionLanes<V> lanes = new(at, query);
        V before = V.Load(ref Unsafe.Add(ref maxima, query));
        V max = before;
        ref float column = ref Unsafe.Add(ref weights, query);
        for (int k = from; k < to; k++)
        {
            ref float weight = ref Unsafe.Add(ref column, k * AttentionBlock.Queries);
            V score = lanes.Score(V.Load(ref weight), k);
            score.Store(ref weight);
            max = V.Max(max, score);
        }

        // Where nothing was seen yet, exponents are relative to zero: those of minus infinity are zero then.
        V none = V.Broadcast(float.NegativeInfinity);
        V shift = V.Select(V.Equal(max, none), V.Zero, max);
        V shrink = V.Exp(before - shift);
        V sum = V.Zero;
        for (int k = from; k < to; k++)
        {
            ref float weight = ref Unsafe.Add(ref column, k * AttentionBlock.Queries);
            V e = V.Exp(V.Load(ref weight) - shift);
            sum += e;
            (lanes.Drops ? e * lanes.Kept(k) : e).Store(ref weight);
        }

        at.ClearAround<V>(ref column, from, to);
        max.Store(ref Unsafe.Add(ref maxima, query));
        shrink.Store(ref Unsafe.Add(ref shrinks, query));
        ref float total = ref Unsafe.Add(ref sums, query);
        V.MultiplyAdd(V.Load(ref total), shrink, sum).Store(ref total);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(in AttentionPlace at, ref float weights, ref float shrinks, ref float value, ref float output, int width)
    {
        int valueSize = at.Sizes.ValueSize;
        nint stride = at.Sizes.ValueStride;
        for (int row = 0; row < at.Rows; row += AttentionTile<V>.Height)
        {
            int rows = Math.Min(AttentionTile<V>.Height, at.Rows - row);
            ref float to = ref Unsafe.Add(ref output, row * width);
            for (int r = 0; r < rows; r++)
            {
                float shrink = Unsafe.Add(ref shrinks, row + r);
                if (shrink != 1)
                {
                    AttentionRows<V>.Multiply(ref Unsafe.Add(ref to, r * width), shrink, valueSize);
                }
            }

            (int from, int end) = at.Seen(row, row + rows - 1);
            if (from < end)
            {
                AttentionTile<V>.Product(
                    ref Unsafe.Add(ref weights, (from * AttentionBlock.Queries) + row), 1, AttentionBlock.Queries, rows,
                    ref Unsafe.Add(ref value, from * stride), stride, end - from, ref to, width, valueSize, adds: true);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Write(
        in AttentionSizes s, AttentionOperands o, ref float output, ref float maxima, ref float sums, nint place, int rows, int written,
        int width)
    {
        for (int r = 0; r < written; r++)
        {
            nint row = place + ((nint)r * s.Heads);
            ref float to = ref Unsafe.Add(ref o.Output, row * s.ValueSize);
            float sum = r < rows ? Unsafe.Add(ref sums, r) : 0;
            if (sum == 0)
            {
                AttentionRows<V>.Clear(ref to, s.ValueSize);
            }
            else
            {
                AttentionRows<V>.Put(ref Unsafe.Add(ref output, r * width), 1 / sum, ref to, s.ValueSize, adds: false);
            }

            if (!Unsafe.IsNullRef(in o.LogSums))
            {
                Unsafe.Add(ref o.LogSums, row) = sum == 0 ? 0 : Unsafe.Add(ref maxima, r) + SimdScalar.Log(SimdScalar.Broadcast(sum)).Sum();
            }
        }
    }
}

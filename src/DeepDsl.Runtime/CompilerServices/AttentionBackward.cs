using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace DeepDsl.CompilerServices;

/// <summary>
/// Gradients of attention, of one head of keys after another with all heads of queries that share it: whoever has a head adds up all that
/// concerns it, in one order. Weights are computed again from the logarithms of the sums, a block of queries by a block of keys at a time.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AttentionBackward<V>
    where V : struct, ISimd<V>
{
    /// <summary>Work items <paramref name="begin"/> to <paramref name="end"/>: heads of keys, in samples.</summary>
    public static void Run(in AttentionSizes s, AttentionOperands o, ref float scratch, int begin, int end)
    {
        for (int item = begin; item < end; item++)
        {
            (int sample, int keyHead) = Math.DivRem(item, s.KeyHeads);
            Operands at = new(s, o, sample, keyHead);
            for (nint key = 0; key < s.Keys; key++)
            {
                AttentionRows<V>.Clear(ref Unsafe.Add(ref at.KeyGradient, key * s.KeyStride), s.HeadSize);
                AttentionRows<V>.Clear(ref Unsafe.Add(ref at.ValueGradient, key * s.ValueStride), s.ValueSize);
            }

            for (int head = keyHead * s.Sharing; head < (keyHead + 1) * s.Sharing; head++)
            {
                for (int query = 0; query < s.Queries; query += AttentionBlock.Queries)
                {
                    Block(s, o, at, ref scratch, sample, head, query);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block(in AttentionSizes s, AttentionOperands o, Operands side, ref float scratch, int sample, int head, int first)
    {
        int written = Math.Min(AttentionBlock.Queries, s.Queries - first);
        int rows = Math.Clamp(o.QueriesOf(sample, s.Queries) - first, 0, written);
        int keys = o.KeysOf(sample, s.Keys);
        Memory m = new(s, ref scratch);
        nint place = ((nint)sample * s.Queries) + first;
        nint outputStride = s.Heads * s.ValueSize;
        ref float query = ref Unsafe.Add(ref o.Queries, (place * s.QueryStride) + (head * s.HeadSize));
        ref float dy = ref Unsafe.Add(ref o.Output, (place * outputStride) + (head * s.ValueSize));
        AttentionRows<V>.Turn(ref query, s.QueryStride, rows, s.HeadSize, ref m.Queries);
        AttentionRows<V>.Turn(ref dy, outputStride, rows, s.ValueSize, ref m.OutputGradients);
        AttentionRows<V>.Turn(ref Unsafe.Add(ref o.LogSums, (place * s.Heads) + head), s.Heads, rows, 1, ref m.LogSums);
        AttentionRows<V>.Turn(ref Unsafe.Add(ref o.Shifts, (place * s.Heads) + head), s.Heads, rows, 1, ref m.Shifts);
        AttentionRows<V>.Clear(ref m.QueryGradients, rows * m.KeyWidth);
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
            ref float key = ref Unsafe.Add(ref side.Key, (nint)k * s.KeyStride);
            ref float value = ref Unsafe.Add(ref side.Value, (nint)k * s.ValueStride);
            AttentionScores<V>.Products(at, ref key, s.KeyStride, s.HeadSize, ref m.Queries, ref m.Weights);
            AttentionScores<V>.Products(at, ref value, s.ValueStride, s.ValueSize, ref m.OutputGradients, ref m.WeightGradients);
            for (int lane = 0; lane < rows; lane += V.Width)
            {
                Weigh(at, lane, ref m.Weights, ref m.WeightGradients, ref m.LogSums, ref m.Shifts);
            }

            ref float dk = ref Unsafe.Add(ref side.KeyGradient, (nint)k * s.KeyStride);
            ref float dv = ref Unsafe.Add(ref side.ValueGradient, (nint)k * s.ValueStride);
            AddByKey(at, ref m.Weights, ref dy, outputStride, s.ValueSize, ref m.Part, ref dv, s.ValueStride);
            AddByKey(at, ref m.WeightGradients, ref query, s.QueryStride, s.HeadSize, ref m.Part, ref dk, s.KeyStride);
            AddByQuery(at, ref m.WeightGradients, ref key, ref m.QueryGradients, m.KeyWidth);
        }

        ref float dq = ref Unsafe.Add(ref o.QueryGradients, (place * s.QueryStride) + (head * s.HeadSize));
        for (int r = 0; r < written; r++)
        {
            ref float to = ref Unsafe.Add(ref dq, r * (nint)s.QueryStride);
            if (r < rows)
            {
                AttentionRows<V>.Put(ref Unsafe.Add(ref m.QueryGradients, r * m.KeyWidth), 1, ref to, s.HeadSize, adds: false);
            }
            else
            {
                AttentionRows<V>.Clear(ref to, s.HeadSize);
            }
        }
    }

    /// <summary>Makes of products weights, as they multiplied values, and of the gradients of these the gradients of products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Weigh(
        in AttentionPlace at, int query, ref float weights, ref float gradients, ref float logSums, ref float shifts)
    {
        (int from, int to) = at.Computed<V>(query);
        AttentionLanes<V> lanes = new(at, query);
        V logSum = V.Load(ref Unsafe.Add(ref logSums, query));
        V shift = V.Load(ref Unsafe.Add(ref shifts, query));
        V scale = V.Broadcast(at.Sizes.Scale);
        for (int k = from; k < to; k++)
        {
            ref float weight = ref Unsafe.Add(ref weights, (k * AttentionBlock.Queries) + query);
            ref float gradient = ref Unsafe.Add(ref gradients, (k * AttentionBlock.Queries) + query);
            V p = V.Exp(lanes.Score(V.Load(ref weight), k) - logSum);
            V dp = V.Load(ref gradient);
            V used = p;
            if (lanes.Drops)
            {
                V kept = lanes.Kept(k);
                used = p * kept;
                dp *= kept;
            }

            used.Store(ref weight);

            // What a query does not see may hold anything.
            V.Select(V.Equal(p, V.Zero), V.Zero, p * (dp - shift) * scale).Store(ref gradient);
        }

        at.ClearAround<V>(ref Unsafe.Add(ref weights, query), from, to);
        at.ClearAround<V>(ref Unsafe.Add(ref gradients, query), from, to);
    }

    /// <summary>Adds to each key, or value, the sum over queries of a factor and what the query has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddByKey(
        in AttentionPlace at, ref float factors, ref float rows, nint stride, int channels, ref float part, ref float target,
        nint targetStride)
    {
        (int firstKey, int endKey) = at.Seen(0, at.Rows - 1);
        nint width = AttentionBlock.Padded(channels);
        for (int k = firstKey; k < endKey; k += AttentionTile<V>.Height)
        {
            int height = Math.Min(AttentionTile<V>.Height, endKey - k);
            (int from, int end) = at.Queries(k, k + height - 1);
            AttentionTile<V>.Product(
                ref Unsafe.Add(ref factors, (k * AttentionBlock.Queries) + from), AttentionBlock.Queries, 1, height,
                ref Unsafe.Add(ref rows, from * stride), stride, end - from, ref part, width, channels, adds: false);
            for (int r = 0; r < height; r++)
            {
                ref float to = ref Unsafe.Add(ref target, (k + r) * targetStride);
                AttentionRows<V>.Put(ref Unsafe.Add(ref part, r * width), 1, ref to, channels, adds: true);
            }
        }
    }

    /// <summary>Adds to each query the sum over keys of a factor and the key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddByQuery(in AttentionPlace at, ref float factors, ref float key, ref float target, int width)
    {
        nint stride = at.Sizes.KeyStride;
        for (int row = 0; row < at.Rows; row += AttentionTile<V>.Height)
        {
            int rows = Math.Min(AttentionTile<V>.Height, at.Rows - row);
            (int from, int end) = at.Seen(row, row + rows - 1);
            if (from < end)
            {
                AttentionTile<V>.Product(
                    ref Unsafe.Add(ref factors, (from * AttentionBlock.Queries) + row), 1, AttentionBlock.Queries, rows,
                    ref Unsafe.Add(ref key, from * stride), stride, end - from, ref Unsafe.Add(ref target, row * width), width,
                    at.Sizes.HeadSize, adds: true);
            }
        }
    }

    /// <summary>Where the channels of one head of keys and values begin, and their gradients'.</summary>
    private readonly ref struct Operands
    {
        public readonly ref float Key;
        public readonly ref float Value;
        public readonly ref float KeyGradient;
        public readonly ref float ValueGradient;

        public Operands(in AttentionSizes s, AttentionOperands o, int sample, int keyHead)
        {
            nint key = ((nint)sample * s.Keys * s.KeyStride) + (keyHead * s.HeadSize);
            nint value = ((nint)sample * s.Keys * s.ValueStride) + (keyHead * s.ValueSize);
            Key = ref Unsafe.Add(ref o.Keys, key);
            Value = ref Unsafe.Add(ref o.Values, value);
            KeyGradient = ref Unsafe.Add(ref o.KeyGradients, key);
            ValueGradient = ref Unsafe.Add(ref o.ValueGradients, value);
        }
    }

    /// <summary>The scratch of a worker as what a block needs.</summary>
    private readonly ref struct Memory
    {
        public readonly ref float Queries;
        public readonly ref float OutputGradients;
        public readonly ref float Weights;
        public readonly ref float WeightGradients;
        public readonly ref float QueryGradients;
        public readonly ref float Part;
        public readonly ref float LogSums;
        public readonly ref float Shifts;

        public Memory(in AttentionSizes s, ref float scratch)
        {
            KeyWidth = AttentionBlock.Padded(s.HeadSize);
            int block = AttentionBlock.Rows * AttentionBlock.Queries;
            Queries = ref scratch;
            OutputGradients = ref Unsafe.Add(ref Queries, AttentionBlock.Queries * s.HeadSize);
            Weights = ref Unsafe.Add(ref OutputGradients, AttentionBlock.Queries * s.ValueSize);
            WeightGradients = ref Unsafe.Add(ref Weights, block);
            QueryGradients = ref Unsafe.Add(ref WeightGradients, block);
            Part = ref Unsafe.Add(ref QueryGradients, AttentionBlock.Rows * KeyWidth);
            LogSums = ref Unsafe.Add(ref Part, AttentionTile<V>.Height * AttentionBlock.Padded(Math.Max(s.HeadSize, s.ValueSize)));
            Shifts = ref Unsafe.Add(ref LogSums, AttentionBlock.Queries);
        }

        /// <summary>Floats of a row of <see cref="QueryGradients"/>.</summary>
        public int KeyWidth { get; }
    }
}

using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>The gradients of a block of keys and their values, from all heads of queries that share them.</summary>
internal static class AttentionKeyPass
{
    public static void Run(AttentionGroup g, AttentionSizes s, AttentionViews o, int sample, int keyHead, int first)
    {
        int written = Math.Min(g.Edge, s.Keys - first);
        int width = Math.Max(0, Math.Min(written, o.KeysOf(sample, s.Keys) - first));
        int place = (sample * s.Keys) + first;
        int key = (place * s.KeyStride) + (keyHead * s.HeadSize);
        int value = (place * s.ValueStride) + (keyHead * s.ValueSize);
        AttentionMatrix keys = new(o.Keys, key, width, s.KeyStride, s.HeadSize, 1);
        AttentionMatrix values = new(o.Values, value, width, s.ValueStride, s.ValueSize, 1);
        int begin = Math.Max(0, s.FirstQuery(first));
        int end = width == 0 ? 0 : s.EndQuery(first + width - 1, o.QueriesOf(sample, s.Queries));
        int outputStride = s.Heads * s.ValueSize;
        bool adds = false;
        for (int head = keyHead * s.Sharing; head < (keyHead + 1) * s.Sharing; head++)
        {
            AttentionScore score = AttentionScore.Of(s, o, sample, head);
            for (int query = begin; query < end; query += g.Edge)
            {
                int rows = Math.Min(g.Edge, end - query);
                int at = (sample * s.Queries) + query;
                int start = (at * s.QueryStride) + (head * s.HeadSize);
                int output = (at * outputStride) + (head * s.ValueSize);
                AttentionWeights.Begin(g, s, o, at, head, rows);
                Sums4x4 products = g.Product(new AttentionMatrix(o.Queries, start, rows, s.QueryStride, s.HeadSize, 1), keys);
                Sums4x4 gradients = g.Product(new AttentionMatrix(o.Output, output, rows, outputStride, s.ValueSize, 1), values);
                AttentionWeights.Fill(g, score, products, gradients, query, rows, first);
                Add(g, g.Tile, o.Output, output, outputStride, rows, width, s.ValueSize, o.ValueGradients, value, s.ValueStride, adds);
                Add(g, g.OtherTile, o.Queries, start, s.QueryStride, rows, width, s.HeadSize, o.KeyGradients, key, s.KeyStride, adds);
                adds = true;

                // The next queries' numbers replace these, which products still read.
                Group.Barrier();
            }
        }

        int from = adds ? width : 0;
        Clear(o.KeyGradients, key + (from * s.KeyStride), s.KeyStride, written - from, s.HeadSize);
        Clear(o.ValueGradients, value + (from * s.ValueStride), s.ValueStride, written - from, s.ValueSize);
    }

    /// <summary>Adds to each key the sum over queries of an element of a tile and what the query has.</summary>
    private static void Add(
        AttentionGroup g, ArrayView<float> tile, ArrayView<float> memory, int start, int stride, int rows, int width, int channels,
        ArrayView<float> target, int targetStart, int targetStride, bool adds)
    {
        for (int column = 0; column < channels; column += g.Edge)
        {
            int columns = Math.Min(g.Edge, channels - column);
            Sums4x4 added = g.Product(
                new AttentionMatrix(tile, 0, width, 1, rows, AttentionGroup.Pitch),
                new AttentionMatrix(memory, start + column, columns, 1, rows, stride));
            g.Store(added, target, targetStart + column, targetStride, width, columns, g.Numbers(2), adds);
        }
    }

    private static void Clear(ArrayView<float> memory, int start, int stride, int rows, int channels)
    {
        for (int i = Group.IdxX; i < rows * channels; i += Group.DimX)
        {
            int row = i / channels;
            memory[start + (row * stride) + i - (row * channels)] = 0;
        }
    }
}

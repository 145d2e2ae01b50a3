using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>The gradients of a block of queries.</summary>
internal static class AttentionQueryPass
{
    public static void Run(AttentionGroup g, AttentionSizes s, AttentionViews o, int sample, int head, int first)
    {
        AttentionScore score = AttentionScore.Of(s, o, sample, head);
        int written = Math.Min(g.Edge, s.Queries - first);
        int rows = Math.Max(0, Math.Min(written, o.QueriesOf(sample, s.Queries) - first));
        int place = (sample * s.Queries) + first;
        int keyHead = head / s.Sharing;
        int key = (sample * s.Keys * s.KeyStride) + (keyHead * s.HeadSize);
        int value = (sample * s.Keys * s.ValueStride) + (keyHead * s.ValueSize);
        int start = (place * s.QueryStride) + (head * s.HeadSize);
        int outputStride = s.Heads * s.ValueSize;
        AttentionMatrix queries = new(o.Queries, start, rows, s.QueryStride, s.HeadSize, 1);
        AttentionMatrix dy = new(o.Output, (place * outputStride) + (head * s.ValueSize), rows, outputStride, s.ValueSize, 1);
        AttentionWeights.Begin(g, s, o, place, head, rows);
        int last = rows == 0 ? 0 : s.End(first + rows - 1, score.Keys);
        int begin = s.First(first);
        for (int k = begin; k < last; k += g.Edge)
        {
            int width = Math.Min(g.Edge, last - k);
            int at = key + (k * s.KeyStride);
            Sums4x4 products = g.Product(queries, new AttentionMatrix(o.Keys, at, width, s.KeyStride, s.HeadSize, 1));
            AttentionMatrix values = new(o.Values, value + (k * s.ValueStride), width, s.ValueStride, s.ValueSize, 1);
            Sums4x4 gradients = g.Product(dy, values);
            AttentionWeights.Fill(g, score, products, gradients, first, rows, k);
            for (int column = 0; column < s.HeadSize; column += g.Edge)
            {
                int columns = Math.Min(g.Edge, s.HeadSize - column);
                Sums4x4 added = g.Product(
                    new AttentionMatrix(g.OtherTile, 0, rows, AttentionGroup.Pitch, width, 1),
                    new AttentionMatrix(o.Keys, at + column, columns, 1, width, s.KeyStride));
                g.Store(added, o.QueryGradients, start + column, s.QueryStride, rows, columns, g.Numbers(2), adds: k > begin);
            }
        }

        // Rows beyond the length, and all of them where no key is seen.
        int from = begin < last ? rows : 0;
        for (int i = Group.IdxX; i < (written - from) * s.HeadSize; i += Group.DimX)
        {
            int row = i / s.HeadSize;
            o.QueryGradients[start + ((from + row) * s.QueryStride) + i - (row * s.HeadSize)] = 0;
        }
    }
}

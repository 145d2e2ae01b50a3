using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>
/// The outputs of a block of queries: the largest score so far is what exponents are relative to, and what was added shrinks with it.
/// </summary>
internal static class AttentionForwardPass
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
        int stride = s.Heads * s.ValueSize;
        int output = (place * stride) + (head * s.ValueSize);
        AttentionMatrix queries = new(o.Queries, (place * s.QueryStride) + (head * s.HeadSize), rows, s.QueryStride, s.HeadSize, 1);
        ArrayView<float> maxima = g.Numbers(0);
        ArrayView<float> sums = g.Numbers(1);
        ArrayView<float> shrinks = g.Numbers(2);
        for (int row = Group.IdxX; row < g.Edge; row += Group.DimX)
        {
            maxima[row] = float.NegativeInfinity;
            sums[row] = 0;
        }

        int last = rows == 0 ? 0 : s.End(first + rows - 1, score.Keys);
        int begin = s.First(first);
        for (int k = begin; k < last; k += g.Edge)
        {
            int width = Math.Min(g.Edge, last - k);
            Sums4x4 products = g.Product(queries, new AttentionMatrix(o.Keys, key + (k * s.KeyStride), width, s.KeyStride, s.HeadSize, 1));
            StoreScores(g, score, products.Row0, 0, first, k);
            StoreScores(g, score, products.Row1, 1, first, k);
            StoreScores(g, score, products.Row2, 2, first, k);
            StoreScores(g, score, products.Row3, 3, first, k);
            Group.Barrier();
            Weigh(g, score, first, k, width);
            for (int column = 0; column < s.ValueSize; column += g.Edge)
            {
                int columns = Math.Min(g.Edge, s.ValueSize - column);
                Sums4x4 added = g.Product(
                    new AttentionMatrix(g.Tile, 0, rows, AttentionGroup.Pitch, width, 1),
                    new AttentionMatrix(o.Values, value + (k * s.ValueStride) + column, columns, 1, width, s.ValueStride));
                g.Store(added, o.Output, output + column, stride, rows, columns, shrinks, adds: k > begin);
            }
        }

        Group.Barrier();
        for (int i = Group.IdxX; i < written; i += Group.DimX)
        {
            float sum = i < rows ? sums[i] : 0;
            shrinks[i] = sum == 0 ? 0 : 1 / sum;
            if (o.Has.LogSums)
            {
                o.LogSums[((place + i) * s.Heads) + head] = sum == 0 ? 0 : maxima[i] + GpuMath.Log(sum);
            }
        }

        Group.Barrier();
        for (int i = Group.IdxX; i < written * s.ValueSize; i += Group.DimX)
        {
            int row = i / s.ValueSize;
            int at = output + (row * stride) + i - (row * s.ValueSize);
            o.Output[at] = shrinks[row] == 0 ? 0 : o.Output[at] * shrinks[row];
        }
    }

    private static void StoreScores(AttentionGroup g, AttentionScore score, Float4 products, int number, int first, int firstKey)
    {
        int row = g.Row + number;
        if (row < g.Edge)
        {
            int at = (row * AttentionGroup.Pitch) + g.Column;
            int key = firstKey + g.Column;
            g.Tile[at] = score.Of(products.X, first + row, key);
            g.Tile[at + 1] = score.Of(products.Y, first + row, key + 1);
            g.Tile[at + 2] = score.Of(products.Z, first + row, key + 2);
            g.Tile[at + 3] = score.Of(products.W, first + row, key + 3);
        }
    }

    /// <summary>Makes weights of a tile of scores; neighbouring threads share a row.</summary>
    private static void Weigh(AttentionGroup g, AttentionScore score, int first, int firstKey, int width)
    {
        ArrayView<float> maxima = g.Numbers(0);
        ArrayView<float> sums = g.Numbers(1);
        ArrayView<float> shrinks = g.Numbers(2);
        int lanes = g.Lanes;
        int row = Group.IdxX / lanes;
        int lane = Group.IdxX % lanes;
        float before = maxima[row];
        float max = before;
        for (int column = lane; column < width; column += lanes)
        {
            max = GpuMath.Max(max, g.Tile[(row * AttentionGroup.Pitch) + column]);
        }

        max = GpuLanes.Max(max, lanes);

        // Where nothing was seen yet, exponents are relative to zero: those of minus infinity are zero then.
        float shift = max == float.NegativeInfinity ? 0 : max;
        float sum = 0;
        for (int column = lane; column < width; column += lanes)
        {
            int at = (row * AttentionGroup.Pitch) + column;
            float weight = GpuMath.Exp(g.Tile[at] - shift);
            sum += weight;
            g.Tile[at] = weight * score.Kept(first + row, firstKey + column);
        }

        sum = GpuLanes.Sum(sum, lanes);
        if (lane == 0)
        {
            float shrink = GpuMath.Exp(before - shift);
            maxima[row] = max;
            shrinks[row] = shrink;
            sums[row] = (sums[row] * shrink) + sum;
        }
    }
}

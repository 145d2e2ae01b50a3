using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>
/// What both passes of the gradient have in common: weights from the logarithms of their sums, and the gradients of products.
/// </summary>
internal static class AttentionWeights
{
    /// <summary>Keeps, for a block of queries, the logarithms of the sums and what is subtracted from gradients.</summary>
    public static void Begin(AttentionGroup g, AttentionSizes s, AttentionViews o, int place, int head, int rows)
    {
        ArrayView<float> logSums = g.Numbers(0);
        ArrayView<float> shifts = g.Numbers(1);
        ArrayView<float> ones = g.Numbers(2);
        for (int row = Group.IdxX; row < g.Edge; row += Group.DimX)
        {
            int at = ((place + row) * s.Heads) + head;
            logSums[row] = row < rows ? o.LogSums[at] : 0;
            shifts[row] = row < rows ? o.Shifts[at] : 0;
            ones[row] = 1;
        }
    }

    /// <summary>Fills the tiles: with weights as they multiplied values, and with the gradients of products.</summary>
    public static void Fill(AttentionGroup g, AttentionScore score, Sums4x4 products, Sums4x4 gradients, int first, int rows, int firstKey)
    {
        Fill(g, score, products.Row0, gradients.Row0, 0, first, rows, firstKey);
        Fill(g, score, products.Row1, gradients.Row1, 1, first, rows, firstKey);
        Fill(g, score, products.Row2, gradients.Row2, 2, first, rows, firstKey);
        Fill(g, score, products.Row3, gradients.Row3, 3, first, rows, firstKey);
    }

    private static void Fill(
        AttentionGroup g, AttentionScore score, Float4 products, Float4 gradients, int number, int first, int rows, int firstKey)
    {
        int row = g.Row + number;
        if (row < rows)
        {
            Fill(g, score, products.X, gradients.X, row, g.Column, first, firstKey);
            Fill(g, score, products.Y, gradients.Y, row, g.Column + 1, first, firstKey);
            Fill(g, score, products.Z, gradients.Z, row, g.Column + 2, first, firstKey);
            Fill(g, score, products.W, gradients.W, row, g.Column + 3, first, firstKey);
        }
    }

    private static void Fill(
        AttentionGroup g, AttentionScore score, float product, float gradient, int row, int column, int first, int firstKey)
    {
        int at = (row * AttentionGroup.Pitch) + column;
        float weight = GpuMath.Exp(score.Of(product, first + row, firstKey + column) - g.Numbers(0)[row]);
        float kept = score.Kept(first + row, firstKey + column);
        g.Tile[at] = weight * kept;

        // What a query does not see may hold anything.
        g.OtherTile[at] = weight == 0 ? 0 : weight * ((gradient * kept) - g.Numbers(1)[row]) * score.Sizes.Scale;
    }
}

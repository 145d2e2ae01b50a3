namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>Where an element of an image [N, D, H, W, C] is.</summary>
internal sealed record ImagePlace(IndexExpr Sample, IndexExpr Z, IndexExpr Y, IndexExpr X, IndexExpr Channel)
{
    /// <summary>Takes the number of an element apart.</summary>
    public static ImagePlace Of(Block block, IndexExpr number, IndexExpr depth, IndexExpr height, IndexExpr width, int channels)
    {
        IndexExpr rest = number;
        IndexExpr channel = Last("channel", channels);
        IndexExpr x = Last("pixel", width);
        IndexExpr y = Last("row", height);
        IndexExpr z = Last("z", depth);
        return new ImagePlace(rest, z, y, x, channel);

        // The innermost of the indices that the rest still counts.
        IndexExpr Last(string name, IndexExpr size)
        {
            IndexExpr outer = size == 1 ? rest : block.Let($"over{char.ToUpperInvariant(name[0])}{name.Substring(1)}", rest / size);
            IndexExpr index = size == 1 ? 0 : block.Let(name, rest - (outer * size));
            rest = outer;
            return index;
        }
    }
}

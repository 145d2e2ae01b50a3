namespace DeepDsl.Compiler.Kernels;

/// <summary>The indices of several loops out of the one number that counts them all, and places by them.</summary>
internal sealed class LoopIndices
{
    private readonly IReadOnlyDictionary<int, IndexExpr> _indices;

    private LoopIndices(IReadOnlyDictionary<int, IndexExpr> indices) => _indices = indices;

    /// <summary>The index of a loop.</summary>
    public IndexExpr this[int loop] => _indices[loop];

    /// <summary>The indices of those loops that some operand moves along.</summary>
    /// <param name="block">Takes the declarations.</param>
    /// <param name="dims">All loops.</param>
    /// <param name="counted">Which of them the number counts, outermost first.</param>
    /// <param name="number">The number.</param>
    /// <param name="prefix">Of the variables, where a block has those of several numbers.</param>
    public static LoopIndices Decode(
        Block block, IReadOnlyList<LoopDim> dims, IReadOnlyList<int> counted, IndexExpr number, string prefix = "")
    {
        Dictionary<int, IndexExpr> indices = [];
        IndexExpr rest = number;
        for (int at = counted.Count - 1; at >= 0; at--)
        {
            int k = counted[at];
            if (counted.Take(at + 1).All(c => dims[c].Strides.All(s => s == LoopDims.Repeated)))
            {
                break;
            }

            if (at == 0)
            {
                indices[k] = rest;
                break;
            }

            IndexExpr quotient = block.Let($"{prefix}rest{k}", rest / dims[k].Size);
            if (dims[k].Strides.Any(s => s != LoopDims.Repeated))
            {
                indices[k] = block.Let($"{prefix}i{k}", rest - (quotient * dims[k].Size));
            }

            rest = quotient;
        }

        return new LoopIndices(indices);
    }

    /// <summary>With the indices of other loops besides.</summary>
    public LoopIndices With(LoopIndices others) => With(others._indices);

    /// <summary>With indices of other loops besides.</summary>
    public LoopIndices With(IReadOnlyDictionary<int, IndexExpr> others) =>
        new(_indices.Concat(others).ToDictionary(p => p.Key, p => p.Value));

    /// <summary>Where an operand's element lies, as far as the indices say.</summary>
    /// <param name="reversed">Whether a loop counts backwards for the operand.</param>
    public IndexExpr Place(IReadOnlyList<LoopDim> dims, int operand, Func<LoopDim, bool>? reversed = null)
    {
        IndexExpr place = 0;
        foreach ((LoopDim dim, int k) in dims.Select((d, k) => (d, k)).Where(p => _indices.ContainsKey(p.k)))
        {
            IndexExpr index = reversed?.Invoke(dim) == true ? (IndexExpr)dim.Size - 1 - _indices[k] : _indices[k];
            place += index * dim.Strides[operand];
        }

        return place;
    }
}

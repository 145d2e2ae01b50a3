using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Cpu;

/// <summary>
/// Reductions. Work items are kept positions; what is reduced runs inside one item in a fixed order. Where the innermost dimension is kept,
/// an item is one vector of it; where it is reduced, the lanes are added at the end. Long sums are added up in blocks, so that rounding
/// errors grow with the number of blocks and the length of one rather than with the product. A product of a matrix and a vector sums four
/// rows at once: their additions do not wait for each other, and their lanes are summed together, to the same bits as one by one.
/// </summary>
internal sealed class ReduceKernel
{
    /// <summary>Terms added one after another before their sum joins the total.</summary>
    private const int BlockLength = 32;

    /// <summary>Lanes of the narrowest registers, over which the terms of a row are spread.</summary>
    private const int FewestLanes = 4;

    private static readonly VariableIndex Inner = new("i");

    private static readonly string[] OneRow = ["sum"];
    private static readonly string[] FourRows = ["first", "second", "third", "fourth"];

    private readonly ReduceLaunch _launch;
    private readonly Shape _kept;
    private readonly LoopReads _reads;
    private readonly List<LoopDim> _dims;
    private readonly LoopDim _inner;

    /// <summary>The innermost long loop of a sum, if any; that over the batch may be long.</summary>
    private readonly LoopDim? _blocked;

    /// <summary>The loop of which an item takes four rows, if any.</summary>
    private readonly LoopDim? _rows;

    private ReduceKernel(ReduceLaunch launch)
    {
        _launch = launch;
        _kept = Reductions.Kept(launch);
        _reads = new LoopReads(launch.Operands);
        List<Dim[]> strides = [.. launch.Operands.Select(o => LoopDims.Broadcast(o.Shape, launch.Shape)), LoopDims.Broadcast(_kept, launch.Shape)];
        _dims = LoopDims.Collapse(launch.Shape, launch.Axes, strides);
        _inner = _dims[_dims.Count - 1];
        _blocked = launch.Results.Any(r => r.Kind == ReduceKind.Sum)
            ? _dims.LastOrDefault(d => d.Reduced && !(d.Size.IsConstant && d.Size.Value <= (ReferenceEquals(d, _inner) ? FewestLanes : 2) * BlockLength))
            : null;
        _rows = _inner.Reduced && ReducedOuter.Count == 0 && KeptOuter.Count > 0 && launch.Results.Count == 1 && launch.Results[0].Kind == ReduceKind.Sum
            && _dims[KeptOuter[KeptOuter.Count - 1]] is var rows && CanTakeFour(rows) ? rows : null;
    }

    public static CpuLaunch Of(ReduceLaunch launch) => new ReduceKernel(launch).Launch();

    private CpuLaunch Launch()
    {
        Kernel kernel = new(
            Reductions.Name(_launch, _kept),
            KernelNaming.Comment(_launch.Results.Select(r => r.Result.Body)),
            _reads.Operands.Concat(_launch.Results.Select((_, r) => new KernelOperand($"y{r}"))).ToArray(),
            _reads.Keys.ToArray(), Block.ForItems("item", Item))
        {
            ReadsBatch = !_launch.Shape.IsConstant,
        };
        Dim rows = KeptOuter.Aggregate((Dim)1, (a, k) => a * (ReferenceEquals(_dims[k], _rows) ? Groups : _dims[k].Size));
        long perItem = _launch.Shape.Size.Estimate / Math.Max(1, _kept.Size.Estimate) * 4 * (_rows is null ? 1 : FourRows.Length);
        return new CpuLaunch(kernel, _inner.Reduced ? rows : (IndexExpr)rows * Vectors, perItem,
            [.. _reads.Buffers, .. _launch.Results.Select(r => r.Result.Target)]);
    }

    private List<int> KeptOuter => [.. Enumerable.Range(0, _dims.Count - 1).Where(k => !_dims[k].Reduced)];

    private List<int> ReducedOuter => [.. Enumerable.Range(0, _dims.Count - 1).Where(k => _dims[k].Reduced)];

    /// <summary>Vectors that the innermost dimension takes.</summary>
    private IndexExpr Vectors => IndexExpr.Parts(_inner.Size, IndexExpr.VectorWidth);

    /// <summary>Groups of four rows, the last of which may have fewer.</summary>
    private Dim Groups => (_rows!.Size.Value + FourRows.Length - 1) / FourRows.Length;

    /// <summary>Whether it is a product of a matrix and a vector, and the rows follow each other in the result.</summary>
    private bool CanTakeFour(LoopDim rows) => rows.Size.IsConstant && rows.Size.Value >= FourRows.Length && rows.Strides[_launch.Operands.Count] == 1
        && _launch.Operands.Count == 2 && _launch.Operands.All(o => o.Random is null)
        && Enumerable.Range(0, 2).All(o => _inner.Strides[o] != LoopDims.Repeated)
        && Enumerable.Range(0, 2).Count(o => rows.Strides[o] == LoopDims.Repeated) == 1;

    private void Item(Block block, VariableIndex item)
    {
        if (_rows is not null)
        {
            Group(block, item);
            return;
        }

        IndexExpr row = item;
        if (!_inner.Reduced)
        {
            row = KeptOuter.Count == 0 ? 0 : block.Let("row", item / Vectors);
            block.Add(new LetIndex(Inner, (item - (row * Vectors)) * IndexExpr.VectorWidth));
        }

        Rows(block, LoopIndices.Decode(block, _dims, KeptOuter, row), OneRow);
    }

    /// <summary>Four rows, or the last ones one by one.</summary>
    private void Group(Block block, VariableIndex item)
    {
        List<int> outer = [.. KeptOuter.Take(KeptOuter.Count - 1)];
        IndexExpr group = item;
        LoopIndices indices = LoopIndices.Decode(block, _dims, [], 0);
        if (outer.Count > 0)
        {
            IndexExpr number = block.Let("outer", item / Groups);
            group = item - (number * Groups);
            indices = LoopIndices.Decode(block, _dims, outer, number);
        }

        IndexExpr first = block.Let("row", group * FourRows.Length);
        LoopIndices At(IndexExpr row) => indices.With(new Dictionary<int, IndexExpr> { [KeptOuter[outer.Count]] = row });
        if (_rows!.Size.Value % FourRows.Length == 0)
        {
            Rows(block, At(first), FourRows);
            return;
        }

        block.If(new Condition(Comparison.Below, first + (FourRows.Length - 1), _rows.Size), b => Rows(b, At(first), FourRows),
            b => b.For("single", first, _rows.Size, (r, row) => Rows(r, At(row), OneRow)));
    }

    /// <summary>Reduces a row, or as many as there are accumulators.</summary>
    private void Rows(Block block, LoopIndices kept, string[] accumulators)
    {
        View Target(int r) => new($"y{r}", kept.Place(_dims, _launch.Operands.Count));
        block.Add(accumulators.Select(a => Reductions.Declare(_launch, a)));
        block.Add(Nest(ReducedOuter, 0, kept.With(ReducedOuter.ToDictionary(k => k, k => (IndexExpr)new VariableIndex($"i{k}"))), accumulators));
        if (accumulators.Length > 1)
        {
            block.Add(new StoreSums(Target(0), accumulators.Select(a => $"{a}0").ToArray()));
            return;
        }

        block.Add(_launch.Results.Select((result, r) => _inner.Reduced
            ? (Statement)new StoreLanes(Target(r), result.Kind, $"sum{r}")
            : new StoreVector(Target(r) + Inner, new VectorName($"sum{r}"), _inner.Size - Inner)));
    }

    /// <summary>The reduced loops around the innermost dimension.</summary>
    private IEnumerable<Statement> Nest(List<int> reduced, int level, LoopIndices indices, string[] into)
    {
        if (level < reduced.Count)
        {
            int k = reduced[level];
            return Loop(_dims[k], new VariableIndex($"i{k}"), 1, into, inside => Nest(reduced, level + 1, indices, inside));
        }

        Block block = new();
        IndexExpr[] places = _reads.Places(block, o => indices.Place(_dims, o));
        block.Add(_reads.Repeated(_inner, o => places[o]));
        block.Add(_inner.Reduced
            ? Loop(_inner, Inner, IndexExpr.VectorWidth, into, inside => Accumulate(indices, places, inside))
            : Accumulate(indices, places, into));
        return block.ToArray();
    }

    /// <summary>A reduced loop whose body adds to the accumulators of the given names; each block of a long one has its own.</summary>
    private IEnumerable<Statement> Loop(LoopDim dim, VariableIndex index, IndexExpr step, string[] into, Func<string[], IEnumerable<Statement>> body)
    {
        if (!ReferenceEquals(dim, _blocked))
        {
            return [new For(index, 0, dim.Size, step, body(into).ToArray())];
        }

        VariableIndex block = new("block");
        VariableIndex end = new("blockEnd");
        IndexExpr length = step * BlockLength;
        string[] parts = into.Length == 1 ? ["part"] : [.. into.Select(i => $"{i}Part")];
        return
        [
            new For(block, 0, dim.Size, length, (Statement[])
            [
                new LetIndex(end, IndexExpr.Min(block + length, dim.Size)),
                .. parts.Select(part => Reductions.Declare(_launch, part)),
                new For(index, block, end, step, body(parts).ToArray()),
                .. parts.SelectMany((part, p) => _launch.Results.Select((_, r) => Reductions.Combine(_launch, r, new VectorName($"{part}{r}"), into[p]))),
            ]),
        ];
    }

    private IEnumerable<Statement> Accumulate(LoopIndices indices, IndexExpr[] places, string[] into)
    {
        if (into.Length == 1)
        {
            return [.. _reads.Moving(_inner, o => places[o], Inner, Linear(indices)), .. Add(into[0])];
        }

        bool Shared(int operand) => _rows!.Strides[operand] == LoopDims.Repeated;
        return
        [
            .. _reads.Moving(_inner, o => places[o], Inner, 0, Shared),
            .. into.Select((name, row) => new Scope(
                _reads.Moving(_inner, o => places[o] + (row * _rows!.Strides[o]), Inner, 0, o => !Shared(o)).Concat(Add(name)).ToArray())),
        ];
    }

    /// <summary>Adds the values at hand to the accumulators.</summary>
    private IEnumerable<Statement> Add(string into)
    {
        List<Statement> statements = [];
        IReadOnlyList<VectorExpr> values = Reductions.Values(_launch, _reads, statements.Add);
        statements.AddRange(values.Select((v, r) => Reductions.Combine(_launch, r, Whole(v, _launch.Results[r].Kind), into)));
        return statements;
    }

    /// <summary>The value with lanes beyond the end replaced by what changes nothing.</summary>
    private VectorExpr Whole(VectorExpr value, ReduceKind kind) => _inner.Reduced
        ? new FirstLanes(value, _inner.Size - Inner, new ConstantVector(Reductions.Start(kind).Value))
        : value;

    /// <summary>The number of the element in row-major order, for random operands.</summary>
    private IndexExpr Linear(LoopIndices indices)
    {
        IndexExpr place = Inner;
        Dim stride = _inner.Size;
        for (int k = _dims.Count - 2; k >= 0; k--)
        {
            place += indices[k] * stride;
            stride *= _dims[k].Size;
        }

        return place;
    }
}

using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>
/// Reductions. What is short is added up by one thread for each kept position. For longer ones a warp or a group shares the work and
/// combines what its threads have: all of them for one position where the innermost dimension is reduced, four elements at a time where
/// these lie so, else a few columns side by side, so that neighbouring threads read neighbouring elements either way. The order is that of
/// the device's groups, and always the same.
/// </summary>
internal sealed class ReduceKernel
{
    /// <summary>Terms of neighbouring rows that one thread adds up on its own.</summary>
    private const int ShortRow = 16;

    /// <summary>Terms of columns that one thread adds up on its own, side by side with those of the columns beside it.</summary>
    private const int ShortColumn = 32;

    /// <summary>Terms of a row that a warp shares; longer ones keep a group busy.</summary>
    private const int WarpRow = 512;

    /// <summary>Neighbouring positions of a group: as many floats as a card fetches at once.</summary>
    private const int Columns = 8;

    private readonly ReduceLaunch _launch;
    private readonly Shape _kept;
    private readonly LoopReads _reads;
    private readonly List<LoopDim> _dims;
    private readonly bool _isRow;
    private readonly Dim _terms;

    private ReduceKernel(ReduceLaunch launch)
    {
        _launch = launch;
        _kept = Reductions.Kept(launch);
        _reads = new LoopReads(launch.Operands);
        _dims = LoopDims.Collapse(launch.Shape, launch.Axes, [.. launch.Operands.Select(o => LoopDims.Broadcast(o.Shape, launch.Shape))]);
        _isRow = _dims[_dims.Count - 1].Reduced;
        _terms = Loops(reduced: true).Aggregate((Dim)1, (a, k) => a * _dims[k].Size);
    }

    public static GpuLaunch Of(ReduceLaunch launch) => new ReduceKernel(launch).Launch();

    private List<int> Loops(bool reduced) => [.. Enumerable.Range(0, _dims.Count).Where(k => _dims[k].Reduced == reduced)];

    private GpuLaunch Launch()
    {
        int columns = _isRow ? 1 : Columns;
        (Statement[] body, GpuGrid grid) = _terms.IsConstant && _terms.Constant <= (_isRow ? ShortRow : ShortColumn)
            ? (Block.ForThreads(_kept.Size, ByThread), (GpuGrid)new ThreadGrid(_kept.Size))
            : _isRow && _terms.IsConstant && _terms.Constant <= WarpRow ? (Block.Of(ByWarp), new WarpGrid(_kept.Size))
            : (Block.Of(block => ByGroup(block, columns)), new GroupGrid(IndexExpr.Parts(_kept.Size, columns)));
        Kernel kernel = new(Reductions.Name(_launch, _kept), KernelNaming.Comment(_launch.Results.Select(r => r.Result.Body)),
            _reads.Operands.Concat(_launch.Results.Select((_, r) => new KernelOperand($"y{r}"))).ToArray(), _reads.Keys.ToArray(), body);
        return new GpuLaunch(kernel, grid, [.. _reads.Buffers, .. _launch.Results.Select(r => r.Result.Target)]);
    }

    private void ByThread(Block block, VariableIndex item)
    {
        LoopIndices kept = LoopIndices.Decode(block, _dims, Loops(reduced: false), item);
        block.Add(Reductions.Declare(_launch, "sum"));
        Nest(block, Loops(reduced: true), 0, kept);
        block.Add(Stores(item));
    }

    private void Nest(Block block, List<int> reduced, int level, LoopIndices indices)
    {
        if (level == reduced.Count)
        {
            Accumulate(block, indices);
            return;
        }

        int k = reduced[level];
        block.For($"i{k}", 0, _dims[k].Size, (inside, index) =>
            Nest(inside, reduced, level + 1, indices.With(new Dictionary<int, IndexExpr> { [k] = index })));
    }

    private void ByWarp(Block block)
    {
        IndexExpr thread = Let(block, "thread", new GridIndex(GridPlace.ThreadX));
        IndexExpr lane = Let(block, "lane", thread % IndexExpr.WarpWidth);
        IndexExpr firstItem = new GridIndex(GridPlace.GroupX) * (IndexExpr.GroupWidth / IndexExpr.WarpWidth);
        IndexExpr item = Let(block, "item", firstItem + (thread / IndexExpr.WarpWidth));
        block.Add(Reductions.Declare(_launch, "sum"));
        block.If(new Condition(Comparison.Below, item, _kept.Size), inside => Shared(inside, item, lane, IndexExpr.WarpWidth));
        block.Add(_launch.Results.Select((result, r) => new CombineWarp($"sum{r}", result.Kind)));
        block.If(new Condition(Comparison.Equal, lane, 0), first =>
            first.If(new Condition(Comparison.Below, item, _kept.Size), b => b.Add(Stores(item))));
    }

    private void ByGroup(Block block, int columns)
    {
        IndexExpr thread = Let(block, "thread", new GridIndex(GridPlace.ThreadX));
        IndexExpr item = Let(block, "item", (new GridIndex(GridPlace.GroupX) * columns) + (thread % columns));
        block.Add(Reductions.Declare(_launch, "sum"));
        Guarded(block, columns, item, inside => Shared(inside, item, thread / columns, IndexExpr.GroupWidth / columns));
        block.Add(_launch.Results.Select((result, r) => new CombineThreads($"sum{r}", result.Kind, columns)));
        block.If(new Condition(Comparison.Below, thread, columns), first => Guarded(first, columns, item, b => b.Add(Stores(item))));
    }

    /// <summary>Every so-manieth term of a position, from a first one on.</summary>
    private void Shared(Block block, IndexExpr item, IndexExpr from, IndexExpr step)
    {
        LoopIndices kept = LoopIndices.Decode(block, _dims, Loops(reduced: false), item);
        VariableIndex r = new("r");
        if (InQuads() is { } quads)
        {
            block.Add(_reads.Repeated(_dims[_dims.Count - 1], o => kept.Place(_dims, o)));
            block.Add(Moving.Select(o => new OpenQuads(Memory(o))));
            block.Add(new For(r, from, _terms.DivideBy(4)!.Value, step, Block.Of(b => AccumulateQuads(b, kept, quads, r))));
            return;
        }

        block.Add(new For(r, from, _terms, step, Block.Of(b =>
            Accumulate(b, kept.With(LoopIndices.Decode(b, _dims, Loops(reduced: true), r))))));
    }

    /// <summary>The operands that a row runs along.</summary>
    private IEnumerable<int> Moving =>
        Enumerable.Range(0, _launch.Operands.Count).Where(o => _dims[_dims.Count - 1].Strides[o] != LoopDims.Repeated);

    /// <summary>The loops with strides in units of four, where every row begins at a unit and is made of units; null elsewhere.</summary>
    private List<LoopDim>? InQuads()
    {
        bool isOneRun = _isRow && Loops(reduced: true).Count == 1 && _terms.DivideBy(4) is not null && Moving.All(o =>
            _launch.Operands[o].Buffer is { Type: ElementType.Float32 } && _dims[_dims.Count - 1].Strides[o].IsOne
            && _dims.Take(_dims.Count - 1).All(d => d.Strides[o].DivideBy(4) is not null));
        return isOneRun && _launch.Operands.All(o => o.Random is null)
            ? [.. _dims.Select(d => d.Reduced ? d : d with { Strides = [.. d.Strides.Select(InUnits)] })]
            : null;

        Dim InUnits(Dim stride, int operand) => Moving.Contains(operand) ? stride.DivideBy(4)!.Value : stride;
    }

    private void AccumulateQuads(Block block, LoopIndices kept, List<LoopDim> quads, IndexExpr unit)
    {
        block.Add(Moving.Select(o => new LoadQuad(Quad(o), Memory(o), kept.Place(quads, o) + unit, EquatableArray<Condition>.Empty)));
        for (int lane = 0; lane < 4; lane++)
        {
            block.Add(new Scope(Block.Of(one =>
            {
                one.Add(Moving.Select(o => Statements.Let($"v{o}", new QuadElement(Quad(o), lane))));
                Combine(one);
            })));
        }
    }

    private void Accumulate(Block block, LoopIndices indices)
    {
        block.Add(_reads.Elements(o => indices.Place(_dims, o)));
        Combine(block);
    }

    private void Combine(Block block) =>
        block.Add(Reductions.Values(_launch, _reads, block.Add).Select((v, r) => Reductions.Combine(_launch, r, v, "sum")).ToList());

    /// <summary>For those of a group's columns that exist.</summary>
    private void Guarded(Block block, int columns, IndexExpr item, Action<Block> write)
    {
        if (_kept.Size.IsConstant && _kept.Size.Constant % columns == 0)
        {
            write(block);
        }
        else
        {
            block.If(new Condition(Comparison.Below, item, _kept.Size), write);
        }
    }

    private IEnumerable<Statement> Stores(IndexExpr item) =>
        _launch.Results.Select((_, r) => new StoreElement(new View($"y{r}", item), new VectorName($"sum{r}")));

    private static string Memory(int operand) => $"x{operand}";

    private static string Quad(int operand) => $"quad{operand}";

    private static VariableIndex Let(Block block, string name, IndexExpr value)
    {
        VariableIndex variable = new(name);
        block.Add(new LetIndex(variable, value));
        return variable;
    }
}

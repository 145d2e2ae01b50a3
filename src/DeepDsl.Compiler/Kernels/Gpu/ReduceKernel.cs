using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>
/// Reductions. What is short is added up by one thread for each kept position. For longer ones a group shares the work and combines what
/// its threads have: all of them for one position where the innermost dimension is reduced, else a few columns side by side, so that
/// neighbouring threads read neighbouring elements either way. The order is that of the device's group size, and always the same.
/// </summary>
internal sealed class ReduceKernel
{
    /// <summary>Terms that one thread adds up on its own.</summary>
    private const int Short = 32;

    /// <summary>Neighbouring positions of a group: as many floats as a card fetches at once.</summary>
    private const int Columns = 8;

    private readonly ReduceLaunch _launch;
    private readonly Shape _kept;
    private readonly LoopReads _reads;
    private readonly List<LoopDim> _dims;

    private ReduceKernel(ReduceLaunch launch)
    {
        _launch = launch;
        _kept = Reductions.Kept(launch);
        _reads = new LoopReads(launch.Operands);
        _dims = LoopDims.Collapse(launch.Shape, launch.Axes, [.. launch.Operands.Select(o => LoopDims.Broadcast(o.Shape, launch.Shape))]);
    }

    public static GpuLaunch Of(ReduceLaunch launch) => new ReduceKernel(launch).Launch();

    private List<int> Loops(bool reduced) => [.. Enumerable.Range(0, _dims.Count).Where(k => _dims[k].Reduced == reduced)];

    private Dim Reduced => Loops(reduced: true).Aggregate((Dim)1, (a, k) => a * _dims[k].Size);

    private GpuLaunch Launch()
    {
        bool isShort = Reduced.IsConstant && Reduced.Constant <= Short;
        int columns = _dims[_dims.Count - 1].Reduced ? 1 : Columns;
        Kernel kernel = new(Reductions.Name(_launch, _kept), KernelNaming.Comment(_launch.Results.Select(r => r.Result.Body)),
            _reads.Operands.Concat(_launch.Results.Select((_, r) => new KernelOperand($"y{r}"))).ToArray(), _reads.Keys.ToArray(),
            isShort ? Block.ForThreads(_kept.Size, ByThread) : Block.Of(block => ByGroup(block, columns)));
        GpuGrid grid = isShort ? new ThreadGrid(_kept.Size) : new GroupGrid(IndexExpr.Parts(_kept.Size, columns));
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

    private void ByGroup(Block block, int columns)
    {
        IndexExpr thread = Let(block, "thread", new GridIndex(GridPlace.ThreadX));
        IndexExpr item = Let(block, "item", (new GridIndex(GridPlace.GroupX) * columns) + (thread % columns));
        block.Add(Reductions.Declare(_launch, "sum"));
        Guarded(block, columns, item, inside =>
        {
            LoopIndices kept = LoopIndices.Decode(inside, _dims, Loops(reduced: false), item);
            VariableIndex r = new("r");
            inside.Add(new For(r, thread / columns, Reduced, IndexExpr.GroupWidth / columns, Block.Of(b =>
                Accumulate(b, kept.With(LoopIndices.Decode(b, _dims, Loops(reduced: true), r))))));
        });
        block.Add(_launch.Results.Select((result, r) => new CombineThreads($"sum{r}", result.Kind, columns)));
        block.If(new Condition(Comparison.Below, thread, columns), first => Guarded(first, columns, item, b => b.Add(Stores(item))));
    }

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

    private void Accumulate(Block block, LoopIndices indices)
    {
        block.Add(_reads.Elements(o => indices.Place(_dims, o)));
        block.Add(Reductions.Values(_launch, _reads, block.Add).Select((v, r) => Reductions.Combine(_launch, r, v, "sum")).ToList());
    }

    private IEnumerable<Statement> Stores(IndexExpr item) =>
        _launch.Results.Select((_, r) => new StoreElement(new View($"y{r}", item), new VectorName($"sum{r}")));

    private static VariableIndex Let(Block block, string name, IndexExpr value)
    {
        VariableIndex variable = new(name);
        block.Add(new LetIndex(variable, value));
        return variable;
    }
}

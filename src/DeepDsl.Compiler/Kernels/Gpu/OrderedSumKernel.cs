using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>
/// The sum of vectors into a table, with a thread for each element of it, or for four of a row, hence no atomics. The runtime has found the
/// order of the indices; a vector's threads search for where it begins and ends in that order, and add up what is between: two binary searches
/// a thread. Of vectors with very many, chunks are added up first. An index of no vector is in no such part.
/// </summary>
internal sealed class OrderedSumKernel
{
    private readonly OrderedSumLaunch _launch;
    private readonly ChannelLanes _lanes;

    /// <summary>Of a vector, in units of what a thread writes.</summary>
    private readonly int _length;

    private OrderedSumKernel(OrderedSumLaunch launch)
    {
        _launch = launch;
        _lanes = TableKernels.Lanes(launch.TableShape, launch.Lookup);
        _length = launch.Lookup.Width(launch.TableShape).Value / _lanes.Count;
    }

    public static GpuLaunch Of(OrderedSumLaunch launch) => new OrderedSumKernel(launch).Launch();

    private bool HasChunks => _launch.Updates.Any(u => SegmentChunks.AreWhole(u.IndexShape.Size));

    private GpuLaunch Launch()
    {
        IndexExpr units = _lanes.InUnits(_launch.TableShape).Size;
        KernelOperand[] read =
        [
            .. HasChunks ? [SegmentChunks.Operand] : Array.Empty<KernelOperand>(),
            .. _launch.Updates.SelectMany((_, n) => new[]
            {
                TableKernels.Indices(n), new KernelOperand(Order(n), IsTable: true, Type: ElementType.Int32), new KernelOperand(Updates(n)),
            }),
        ];
        Buffer[] buffers = [.. _launch.Updates.SelectMany(u => u.Buffers)];
        GpuLaunch sum = new(Kernel("OrderedSum", [.. read, new("table")], Block.ForThreads(units, AddVector)), new ThreadGrid(units), [.. buffers, _launch.Table]);
        if (!HasChunks)
        {
            return sum;
        }

        IndexExpr items = FirstChunk(_launch.Updates.Count) * _length;
        return sum with
        {
            Kept = items * _lanes.Count,
            Before = new GpuLaunch(Kernel("OrderedSumChunks", read, Block.ForThreads(items, AddChunk)), new ThreadGrid(items), buffers)
            {
                Kept = items * _lanes.Count,
            },
        };
    }

    private Kernel Kernel(string role, KernelOperand[] operands, Statement[] body) => new(
        KernelNaming.Of(TableKernels.Role(role, _launch.Lookup), [.. _launch.Updates.Select(u => u.IndexShape), _launch.TableShape]),
        $"{string.Join(", ", _launch.Updates.Select(u => u.IndexShape))} into {_launch.TableShape}",
        operands, EquatableArray<RandomKey>.Empty, body);

    /// <summary>All of a unit of the table.</summary>
    private void AddVector(Block block, VariableIndex i)
    {
        int width = _launch.TableShape[1].Value / _lanes.Count;
        IndexExpr row = block.Let("row", i / width);
        IndexExpr column = block.Let("column", i - (row * width));
        (IndexExpr vector, IndexExpr element) = _launch.Lookup.ByColumns ? (column, row) : (row, column);
        _lanes.Open(block, [.. HasChunks ? [SegmentChunks.Operand.Name] : Array.Empty<string>(), .. _launch.Updates.Select((_, n) => Updates(n)), "table"]);
        block.Add(Zeros());
        for (int n = 0; n < _launch.Updates.Count; n++)
        {
            int number = n;
            string[] tables = [TableKernels.Indices(n).Name, Order(n)];
            IndexExpr first = block.Let(TableKernels.Numbered("first", n), new FirstPlaceIndex(tables, vector));
            IndexExpr end = block.Let(TableKernels.Numbered("end", n), new FirstPlaceIndex(tables, vector + 1));
            SegmentChunks.Visit(
                block, name => TableKernels.Numbered(name, number), first, end,
                (each, at) => AddUpdate(each, number, at, element),
                SegmentChunks.AreWhole(_launch.Updates[n].IndexShape.Size)
                    ? (each, chunk) => Add(each, new View(SegmentChunks.Operand.Name, ((FirstChunk(number) + chunk) * _length) + element))
                    : null);
        }

        block.Add(_lanes.Store(new View("table", i), Sums));
    }

    /// <summary>A unit of a chunk, if that is of one vector.</summary>
    private void AddChunk(Block block, VariableIndex i)
    {
        IndexExpr chunk = block.Let("chunk", i / _length);
        IndexExpr element = block.Let("element", i - (chunk * _length));
        _lanes.Open(block, [SegmentChunks.Operand.Name, .. _launch.Updates.Select((_, n) => Updates(n))]);
        for (int n = 0; n < _launch.Updates.Count; n++)
        {
            int number = n;
            Dim places = _launch.Updates[n].IndexShape.Size;
            if (!SegmentChunks.AreWhole(places))
            {
                continue;
            }

            IndexExpr own = block.Let(TableKernels.Numbered("own", n), chunk - FirstChunk(n));
            block.If(new Condition(Comparison.Inside, own, SegmentChunks.In(places)), there =>
            {
                IndexExpr first = there.Let("first", own * SegmentChunks.Size);
                there.If(new Condition(Comparison.Equal, Index(number, first), Index(number, first + (SegmentChunks.Size - 1))), whole =>
                {
                    whole.Add(Zeros());
                    whole.For("at", first, first + SegmentChunks.Size, (each, at) => AddUpdate(each, number, at, element));
                    whole.Add(_lanes.Store(new View(SegmentChunks.Operand.Name, i), Sums));
                });
            });
        }
    }

    private IEnumerable<VectorExpr> Sums => _lanes.All.Select(k => ChannelLanes.Variable("sum", k));

    private IEnumerable<Statement> Zeros() => _lanes.All.Select(k => Statements.Let(ChannelLanes.Name("sum", k), VectorExpr.Zero));

    private void AddUpdate(Block block, int number, IndexExpr at, IndexExpr element) => Add(block, new View(
        Updates(number), block.Let("from", (new ElementIndex(new View(Order(number), at)) * _length) + element)));

    private void Add(Block block, View unit)
    {
        VectorExpr[] update = _lanes.Load(block, "update", unit);
        block.Add(_lanes.All.Select(k => Statements.Set(
            ChannelLanes.Name("sum", k), Exprs.Arg(0) + Exprs.Arg(1), ChannelLanes.Variable("sum", k), update[k])));
    }

    /// <summary>The index at a place of the order.</summary>
    private static IndexExpr Index(int number, IndexExpr place) =>
        new ElementIndex(new View(TableKernels.Indices(number).Name, new ElementIndex(new View(Order(number), place))));

    /// <summary>How many chunks the updates before have.</summary>
    private IndexExpr FirstChunk(int number) =>
        _launch.Updates.Take(number).Aggregate((IndexExpr)0, (sum, u) => sum + SegmentChunks.In(u.IndexShape.Size));

    private static string Order(int number) => TableKernels.Numbered("order", number);

    private static string Updates(int number) => TableKernels.Numbered("updates", number);
}

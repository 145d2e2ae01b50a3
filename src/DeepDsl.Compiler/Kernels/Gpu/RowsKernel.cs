using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>
/// Maps and reductions row by row. The threads of a row go through its places once for each reduction that another waits for; a value of
/// the row is a variable that each of them has, and a value of its elements is computed again where it is read, unless it is in memory
/// for others anyway. So threads meet to add up, and never to wait for what another wrote.
/// </summary>
internal sealed class RowsKernel
{
    /// <summary>Rows of a group where neighbouring elements are not of one row: as many floats as a card fetches at once.</summary>
    private const int Columns = 8;

    private static readonly VariableIndex Thread = new("thread");
    private static readonly VariableIndex Number = new("number");
    private static readonly VariableIndex Lane = new("lane");

    /// <summary>Along the runs of a row.</summary>
    private static readonly VariableIndex[] Places = [new("j"), new("k")];

    private readonly RowSpace _space;
    private readonly IReadOnlyList<RowValue> _values;
    private readonly RowOperands _operands;
    private readonly HashSet<Buffer> _stored;
    private readonly Dictionary<Buffer, int> _levels = [];
    private readonly Block _block = new();

    private RowsKernel(RowsLaunch launch)
    {
        _space = launch.Space;
        _values = RowMembers.In(launch.Space, launch.Members) ?? throw new InvalidOperationException($"{launch} can't be done row by row.");
        _stored = [.. launch.Stored.Select(b => b.Place)];
        _operands = new RowOperands(launch, _values);
        foreach (RowValue value in _values)
        {
            _levels[value.Result.Target.Place] = Reads(value) + (value.Kind is null ? 0 : 1);
        }
    }

    public static GpuLaunch Of(RowsLaunch launch) => new RowsKernel(launch).Launch(launch);

    private bool IsColumns => _space.Lanes is null && !_space.RunsAlongRows;

    /// <summary>The number of loops over the row that must have run before a value's operands are known.</summary>
    private int Reads(RowValue value) =>
        value.Used.Select(i => value.Operands[i].Buffer)
            .Select(b => b is not null && _levels.TryGetValue(b.Place, out int level) ? level : 0).DefaultIfEmpty(0).Max();

    private GpuLaunch Launch(RowsLaunch launch)
    {
        RowBody body = new(_block, _space, _operands, Row(), _values, _stored, _levels);
        int last = _values.Select(v => v.IsWhole && !_stored.Contains(v.Result.Target.Place) ? 0 : Reads(v)).Max();
        for (int level = 0; level <= last; level++)
        {
            foreach (RowValue value in _values.Where(v => v is { Kind: null, IsWhole: false } && Reads(v) == level))
            {
                body.OfRow(value);
            }

            Loop(body, level);
        }

        StoreRows(launch, body);
        Kernel kernel = new(
            KernelNaming.Of("Rows", new Shape(_space.Parts.Select(p => p.Size))), KernelNaming.Comment(_values.Select(v => v.Result.Body)),
            _operands.All.ToArray(), _operands.Keys.ToArray(), _block.ToArray());
        return new GpuLaunch(kernel, Grid(), [.. _operands.Buffers]);
    }

    private GpuGrid Grid() => _space.Lanes is { } lanes ? new ThreadGrid(_space.Rows * lanes)
        : new GroupGrid(IsColumns ? IndexExpr.Parts(_space.Rows, Columns) : _space.Rows);

    /// <summary>
    /// Finds a thread's row and where it begins in it. Threads beyond the last row go through that once more and store nothing, since the
    /// others of their group need them to add up.
    /// </summary>
    private IndexExpr Row()
    {
        IndexExpr group = new GridIndex(GridPlace.GroupX);
        _block.Add(new LetIndex(Thread, new GridIndex(GridPlace.ThreadX)));
        if (_space.Lanes is { } lanes)
        {
            IndexExpr all = (group * IndexExpr.GroupWidth) + Thread;
            _block.Add(new LetIndex(Number, all / lanes));
            _block.Add(new LetIndex(Lane, lanes == 1 ? 0 : Thread % lanes));
        }
        else
        {
            _block.Add(new LetIndex(Number, IsColumns ? (group * Columns) + (Thread % Columns) : group));
            _block.Add(new LetIndex(Lane, IsColumns ? Thread / Columns : Thread));
        }

        return _block.Let("row", HasRest ? IndexExpr.Min(Number, (IndexExpr)_space.Rows - 1) : Number);
    }

    /// <summary>Whether some threads may be beyond the last row.</summary>
    private bool HasRest => _space.Lanes is not null || (IsColumns && !(_space.Rows.IsConstant && _space.Rows.Constant % Columns == 0));

    private IndexExpr Step => _space.Lanes is { } lanes ? lanes : IsColumns ? IndexExpr.GroupWidth / Columns : IndexExpr.GroupWidth;

    /// <summary>What is stored of the elements and what is added up from what is known so far.</summary>
    private void Loop(RowBody body, int level)
    {
        RowValue[] stored = [.. _values.Where(v => v.IsWhole && _stored.Contains(v.Result.Target.Place) && Reads(v) == level)];
        RowValue[] reduced = [.. _values.Where(v => v.Kind is not null && Reads(v) == level)];
        if (stored.Length + reduced.Length == 0)
        {
            return;
        }

        Block inside = new();
        body.Enter(inside, level, Places);
        foreach (RowValue value in stored)
        {
            StoreElement store = new(body.Memory(value), new VectorName(body.Element(value)));
            Guarded(inside, b => b.Add(store));
        }

        foreach (RowValue value in reduced)
        {
            body.Add(value);
        }

        _block.Add(reduced.Select(v => Statements.Compute(_operands.Name(v), Reductions.Start(v.Kind!.Value))));
        Statement[] inner = _space.Runs.Count < 2 ? inside.ToArray() : [new For(Places[1], 0, _space.Runs[1], 1, inside.ToArray())];
        _block.Add(new For(Places[0], Lane, _space.Runs.Count == 0 ? 1 : _space.Runs[0], Step, inner));
        if (_space.Lanes != 1)
        {
            _block.Add(reduced.Select(v => _space.Lanes is { } lanes
                ? (Statement)new CombineLanes(_operands.Name(v), v.Kind!.Value, lanes)
                : new CombineThreads(_operands.Name(v), v.Kind!.Value, IsColumns ? Columns : 1)));
        }
    }

    private void StoreRows(RowsLaunch launch, RowBody body)
    {
        RowValue[] values = [.. _values.Where(v => !v.IsWhole && _stored.Contains(v.Result.Target.Place))];
        if (values.Length == 0)
        {
            return;
        }

        Action<Block> stores = block => Guarded(block, b => b.Add(values.Select(v =>
            new StoreElement(body.Memory(v), new VectorName(_operands.Name(v))))));
        if (_space.Lanes == 1)
        {
            stores(_block);
        }
        else
        {
            if (launch.Reads.Any(b => _stored.Contains(b.Place)))
            {
                _block.Add(new AwaitGroup()); // the threads of a row have read what was there
            }

            _block.If(new Condition(Comparison.Equal, Lane, 0), stores);
        }
    }

    private void Guarded(Block block, Action<Block> write)
    {
        if (HasRest)
        {
            block.If(new Condition(Comparison.Below, Number, _space.Rows), write);
        }
        else
        {
            write(block);
        }
    }
}

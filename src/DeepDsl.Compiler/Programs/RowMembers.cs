using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Kernels;

namespace DeepDsl.Compiler.Programs;

/// <summary>How a member of a row's kernel reads an operand.</summary>
internal enum RowRead
{
    /// <summary>The element at hand of a value of all elements.</summary>
    Element,

    /// <summary>The row's element of a value that has one for each row.</summary>
    Row,

    /// <summary>Anything else that is not of the members' making: a bias, a table.</summary>
    Other,
}

/// <summary>One value that a member makes.</summary>
/// <param name="Result">Its expression and where it goes.</param>
/// <param name="Kind">How it is reduced to one value a row; null for a map.</param>
/// <param name="Shape">Of what the expression runs over.</param>
/// <param name="InRow">The axes of that which lie in a row; null for an expression of rows.</param>
/// <param name="Operands">What the expression's arguments are.</param>
internal sealed record RowValue(
    LoopResult Result, ReduceKind? Kind, Shape Shape, IReadOnlyList<int>? InRow, IReadOnlyList<LoopOperand> Operands)
{
    /// <summary>Whether it has a value for each element rather than one for each row.</summary>
    public bool IsWhole => Kind is null && InRow is not null;

    /// <summary>The operands that the expression reads.</summary>
    public IReadOnlyCollection<int> Used { get; } = Arguments(Result.Body);

    public RowRead Read(LoopOperand operand)
    {
        Dim size = operand.Shape.Size;
        if (InRow is null)
        {
            return size == Shape.Size ? RowRead.Row : RowRead.Other;
        }

        if (size == Shape.Size)
        {
            return RowRead.Element;
        }

        Shape rows = new(Shape.Select((dim, axis) => InRow.Contains(axis) ? 1 : dim));
        return LoopDims.Broadcast(operand.Shape, Shape).SequenceEqual(LoopDims.Broadcast(rows, Shape)) ? RowRead.Row : RowRead.Other;
    }

    private static SortedSet<int> Arguments(Expr body)
    {
        SortedSet<int> used = [];
        HashSet<Expr> seen = [];
        Stack<Expr> open = new([body]);
        while (open.Count > 0)
        {
            Expr e = open.Pop();
            if (e is ArgExpr argument)
            {
                used.Add(argument.Index);
            }
            else if (seen.Add(e))
            {
                Array.ForEach(Exprs.Parts(e), open.Push);
            }
        }

        return used;
    }

    /// <summary>The loops of an operand that is read otherwise.</summary>
    public List<LoopDim> Loops(LoopOperand operand) =>
        LoopDims.Collapse(Shape, InRow ?? [], [LoopDims.Broadcast(operand.Shape, Shape)]);
}

/// <summary>The values that launches make row by row, in order.</summary>
internal static class RowMembers
{
    private const int LongestInnerRun = 32;

    /// <summary>Null where the launches can't be done row by row in this space.</summary>
    public static IReadOnlyList<RowValue>? In(RowSpace space, IReadOnlyList<Launch> launches)
    {
        // The threads of a row share its outer run; another is one thread's. Places in more would be found by division.
        if (space.Runs.Count > 2 || (space.Runs.Count == 2 && !(space.Runs[1].IsConstant && space.Runs[1].Constant <= LongestInnerRun)))
        {
            return null;
        }

        List<RowValue[]> values = [];
        foreach (Launch launch in launches)
        {
            if (Of(space, launch) is not { } made)
            {
                return null;
            }

            values.Add([.. made]);
        }

        return HaveWhatTheyRead(values, space.Runs.Count) ? [.. values.SelectMany(v => v)] : null;
    }

    private static IEnumerable<RowValue>? Of(RowSpace space, Launch launch) => launch switch
    {
        ReduceLaunch l when RowSpace.Of(l.Shape, l.Axes) == space =>
            l.Results.Select(r => new RowValue(r.Result, r.Kind, l.Shape, l.Axes, l.Operands)),
        MapLaunch { HasParts: true } => null,
        MapLaunch l when l.Shape.Size == space.Rows => l.Results.Select(r => new RowValue(r, null, l.Shape, null, l.Operands)),
        MapLaunch l when l.Shape.Size == space.Elements => Whole(space, l),
        _ => null,
    };

    private static IEnumerable<RowValue>? Whole(RowSpace space, MapLaunch l)
    {
        if (space.AxesInRow(l.Shape) is { } inRow)
        {
            return l.Results.Select(r => new RowValue(r, null, l.Shape, inRow, l.Operands));
        }

        // In another order of axes, which does not matter where every operand has all elements or one.
        Shape flat = new(space.Parts.Select(p => p.Size));
        return l.Operands.All(o => o.Shape.Size == l.Shape.Size || o.Shape.Size.IsOne)
            ? l.Results.Select(r => new RowValue(r, null, flat, space.AxesInRow(flat),
                [.. l.Operands.Select(o => o with { Shape = o.Shape.Size.IsOne ? Shape.Scalar : flat })]))
            : null;
    }

    private static bool HaveWhatTheyRead(List<RowValue[]> launches, int runs)
    {
        Dictionary<Buffer, RowValue> made = [];
        HashSet<Buffer> written = [.. launches.SelectMany(l => l).Select(v => v.Result.Target.Place)];
        if (written.Count < launches.Sum(l => l.Length))
        {
            return false;
        }

        foreach (RowValue[] launch in launches)
        {
            if (!launch.All(v => v.Used.All(i => HasWhatItReads(v, v.Operands[i], made, written, runs))))
            {
                return false;
            }

            foreach (RowValue value in launch) // only now, as a launch reads before it writes
            {
                made.Add(value.Result.Target.Place, value);
            }
        }

        return true;
    }

    private static bool HasWhatItReads(
        RowValue value, LoopOperand operand, Dictionary<Buffer, RowValue> made, HashSet<Buffer> written, int runs)
    {
        RowRead read = value.Read(operand);
        bool fits = operand.Buffer is not { } buffer || (made.TryGetValue(buffer.Place, out RowValue source)
            ? read == (source.IsWhole ? RowRead.Element : RowRead.Row)
            : !written.Contains(buffer.Place) || UpdatesItsRow(value, buffer, read));
        return fits && (read != RowRead.Other || value.Loops(operand).Count(l => l.Reduced) <= Math.Max(1, runs));
    }

    /// <summary>
    /// Whether what was in memory is read by the value of the row that will replace it, which is written last. A kernel has the values in
    /// another order than the launches, so that any other reader might find the new one.
    /// </summary>
    private static bool UpdatesItsRow(RowValue value, Buffer read, RowRead how) =>
        value.InRow is null && how == RowRead.Row && value.Result.Target.Place == read.Place;
}

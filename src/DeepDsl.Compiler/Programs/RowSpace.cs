using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Kernels;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Programs;

/// <summary>
/// The elements that joined launches run through: rows, each of which is independent of the others, and the places in a row, which their
/// reductions add up. Shapes that are the same memory in the same order have the same space: [N, 16, 32] along its last axis, and
/// [16 * N, 32] along that.
/// </summary>
/// <param name="Parts">Runs of neighbouring axes, outermost first, none of size one, rows and places in turn.</param>
public sealed record RowSpace(EquatableArray<(Dim Size, bool InRow)> Parts)
{
    /// <summary>The longest row that a few threads of a group take, with other rows beside it.</summary>
    private const int ShortRow = 64;

    private const int MostLanes = 16;

    /// <summary>The longest column that one thread takes, beside threads of neighbouring columns.</summary>
    private const int ShortColumn = 16;

    public Dim Rows { get; } = Size(Parts, inRow: false);

    /// <summary>Places of a row.</summary>
    public Dim Length { get; } = Size(Parts, inRow: true);

    /// <summary>The runs of neighbouring places that a row is made of, outermost first: one, but for groups of channels.</summary>
    public EquatableArray<Dim> Runs { get; } = Parts.Where(p => p.InRow).Select(p => p.Size).ToArray();

    public Dim Elements { get; } = Size(Parts, inRow: false) * Size(Parts, inRow: true);

    /// <summary>Whether neighbouring elements are neighbours in a row, rather than those of neighbouring rows.</summary>
    public bool RunsAlongRows => Parts.Count == 0 || Parts[Parts.Count - 1].InRow;

    /// <summary>
    /// So many neighbouring threads share a row, where it is that short: one where a row is an element or a few of a column. Null where a
    /// group does.
    /// </summary>
    public int? Lanes
    {
        get
        {
            if (!Length.IsConstant || Length.Constant > ShortRow || (!RunsAlongRows && Length.Constant > ShortColumn))
            {
                return null;
            }

            if (Length.IsOne || !RunsAlongRows)
            {
                return 1;
            }

            int lanes = 2;
            while (lanes < MostLanes && lanes < Length.Constant)
            {
                lanes *= 2;
            }

            return lanes;
        }
    }

    public static RowSpace Of(Shape shape, IReadOnlyList<int> inRow)
    {
        List<(Dim Size, bool InRow)> parts = [];
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (shape[axis].IsOne)
            {
                continue;
            }

            (Dim Size, bool InRow) next = (shape[axis], inRow.Contains(axis));
            int last = parts.Count - 1;
            if (last >= 0 && parts[last].InRow == next.InRow)
            {
                parts[last] = (parts[last].Size * next.Size, next.InRow);
            }
            else
            {
                parts.Add(next);
            }
        }

        return new RowSpace(parts.ToArray());
    }

    /// <summary>Every element by itself.</summary>
    public static RowSpace OfElements(Dim size) => Of(new Shape(size), []);

    /// <summary>The axes of a shape of all elements that lie in a row; null where one is of the rows and in them.</summary>
    public IReadOnlyList<int>? AxesInRow(Shape shape)
    {
        List<int> inRow = [];
        int part = 0;
        Dim covered = 1;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (shape[axis].IsOne)
            {
                continue;
            }

            if (part == Parts.Count)
            {
                return null;
            }

            covered *= shape[axis];
            if (Parts[part].InRow)
            {
                inRow.Add(axis);
            }

            if (covered == Parts[part].Size)
            {
                part++;
                covered = 1;
            }
            else if (Parts[part].Size.DivideBy(covered) is null)
            {
                return null;
            }
        }

        return part == Parts.Count ? inRow : null;
    }

    /// <summary>The loops of the space: the only operand is a value of every element.</summary>
    internal List<LoopDim> Loops()
    {
        List<LoopDim> loops = [];
        Dim stride = 1;
        foreach ((Dim size, bool inRow) in Parts.Reverse())
        {
            loops.Insert(0, new LoopDim(size, inRow, [stride]));
            stride *= size;
        }

        return loops;
    }

    private static Dim Size(EquatableArray<(Dim Size, bool InRow)> parts, bool inRow) =>
        parts.Where(p => p.InRow == inRow).Aggregate((Dim)1, (size, part) => size * part.Size);
}

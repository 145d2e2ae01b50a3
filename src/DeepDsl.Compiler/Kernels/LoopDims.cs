using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;

namespace DeepDsl.Compiler.Kernels;

/// <summary>One loop over several operands: its trip count, whether it is reduced, and how far each operand moves per step.</summary>
internal sealed record LoopDim(Dim Size, bool Reduced, Dim[] Strides);

/// <summary>The loops of an iteration space, outermost first, as few as the operands' layouts allow.</summary>
internal static class LoopDims
{
    /// <summary>A stride of an operand that is repeated along the axis.</summary>
    public static Dim Repeated { get; } = 0L;

    /// <summary>Axes of size one are dropped; neighbours that every operand runs through without a break become one loop.</summary>
    public static List<LoopDim> Collapse(Shape shape, IReadOnlyList<int> reducedAxes, IReadOnlyList<Dim[]> strides)
    {
        List<LoopDim> dims = [];
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (shape[axis].IsOne)
            {
                continue;
            }

            LoopDim next = new(shape[axis], reducedAxes.Contains(axis), [.. strides.Select(s => s[axis])]);
            if (dims.Count > 0 && Merge(dims[dims.Count - 1], next) is { } merged)
            {
                dims[dims.Count - 1] = merged;
            }
            else
            {
                dims.Add(next);
            }
        }

        if (dims.Count == 0)
        {
            dims.Add(new LoopDim(1, false, [.. strides.Select(_ => (Dim)1)]));
        }

        return dims;
    }

    /// <summary>The loops of a copy, whose operands are source and target; reversed ones are marked as reduced and stay apart.</summary>
    public static List<LoopDim> Of(CopyLaunch launch) => launch.ReversedAxes.Count == 0
        ? Collapse(launch.Shape, [], [[.. launch.SourceStrides], [.. launch.TargetStrides]])
        : [.. launch.Shape.Select((d, axis) => new LoopDim(d, launch.ReversedAxes.Contains(axis), [launch.SourceStrides[axis], launch.TargetStrides[axis]]))
            .Where(d => !d.Size.IsOne)];

    /// <summary>Strides of a contiguous operand broadcast to <paramref name="shape"/>.</summary>
    public static Dim[] Broadcast(Shape operand, Shape shape)
    {
        Dim[] own = Moves.Strides(operand);
        int extra = shape.Rank - operand.Rank;
        return [.. shape.Select((_, axis) => axis < extra || operand[axis - extra].IsOne ? Repeated : own[axis - extra])];
    }

    /// <summary>Strides of a part of a larger value.</summary>
    public static Dim[] Strides(BufferPart? part, Shape operand, Shape shape)
    {
        if (part is null)
        {
            return Broadcast(operand, shape);
        }

        Dim[] whole = Moves.Strides(part.Whole);
        IEnumerable<Dim> before = Enumerable.Repeat(Repeated, shape.Rank - whole.Length);
        return [.. before, .. whole.Select((s, axis) => part.Whole[axis].IsOne ? Repeated : s)];
    }

    private static LoopDim? Merge(LoopDim outer, LoopDim inner)
    {
        bool continuous = outer.Reduced == inner.Reduced
            && outer.Strides.Zip(inner.Strides, (o, i) => o == i * inner.Size).All(b => b);
        return continuous ? new LoopDim(outer.Size * inner.Size, inner.Reduced, inner.Strides) : null;
    }
}

using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Pools;

/// <summary>Maximum or average of windows over <paramref name="rank"/> spatial axes, each channel by itself.</summary>
public abstract class Pooling(int rank) : LayerOp
{
    public override OpRole Role => OpRole.Pool;

    /// <summary>Padded sequences may have a window of padding alone where they are shorter than windows, of which no pool could say anything.</summary>
    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) =>
        WindowArguments.OfAnySize(layer, rank, 0) is { } axis && !Enumerable.Range(1, axis.Extent).Any(steps => ReadsPaddingAlone(axis, steps))
            ? StepUse.Resizes : StepUse.Mixes;

    public override StepChange? ChangeOfSteps(Layer layer) => WindowArguments.ChangeOfSteps(layer, rank);

    public override string? WhyMixed(Layer layer) => WindowArguments.OfAnySize(layer, rank, 0) is null ? WindowArguments.WhyMixed(layer, rank)
        : "has windows of padding alone where a sequence is short; pad by less";

    protected abstract PoolKind Kind(Layer layer);

    protected override Shape? Infer(Layer layer, Shape input)
    {
        if (!WindowArguments.Check(layer, input, rank))
        {
            return null;
        }

        ConvGeometry windows = WindowArguments.Read(layer, input, rank);
        for (int i = 0; i < rank; i++)
        {
            if (ReadsPaddingAlone(windows.Axes[i], (int)layer.Extents.Least(input[i])))
            {
                WindowAxis axis = windows.Axes[i];
                layer.Report(ProblemKind.NoWindowFits,
                    $"has a window of padding alone: windows span {axis.Extent} of {input[i]} elements padded by {axis.Before} and "
                    + $"{axis.After}", layer.Enum("Padding") == "Valid" ? "Pad" : "Padding",
                    layer.Enum("Padding") == "Valid"
                        ? Remedy.Set(WindowArguments.NameOf(layer, "Pad", rank, i), axis.Extent / 2) : Remedy.Drop("Padding"));
                return null;
            }
        }

        return new Shape(windows.Output(input.WithBatch()).Append(input.Channels));
    }

    protected override Node Forward(LayerScope scope, Node x)
    {
        Graph g = scope.Graph;
        ConvGeometry windows = WindowArguments.Read(scope.Layer, x.Shape.WithoutBatch(), rank);
        PoolKind kind = Kind(scope.Layer);

        // Windows of the own steps find padding where the layer pads, and nowhere else.
        if (scope.Present(x) is not { } present || WindowArguments.OfAnySize(scope.Layer, rank, 0) is null or { After: 0 })
        {
            return g.Pool(kind, x, windows);
        }

        if (kind == PoolKind.Max)
        {
            Node own = scope.PresentAfter(x, ChangeOfSteps(scope.Layer)!);
            return StepLengths.Masked(g.Pool(kind, StepLengths.Masked(x, present, -float.MaxValue), windows), own);
        }

        Node mean = g.Pool(kind, StepLengths.Masked(x, present), windows);
        if (kind == PoolKind.Average)
        {
            return mean;
        }

        Node share = g.Pool(kind, StepLengths.Along(present, x.Shape.Rank) * g.Broadcast(g.Constant(1), x.Shape.With(-1, 1)), windows);
        return g.Map((sum, own) => Exprs.Select(own, sum / Exprs.Select(own, own, 1), 0), mean, share);
    }

    public override ConvGeometry Window(Layer layer, Shape input) => WindowArguments.Read(layer, input, rank);

    /// <summary>If a window fits into the data, only the first or the last can miss it.</summary>
    private static bool ReadsPaddingAlone(WindowAxis axis, int size)
    {
        int count = axis.Output(size);
        IEnumerable<int> windows = size >= axis.Extent ? [0, count - 1] : Enumerable.Range(0, count);
        return windows.Any(window => Enumerable.Range(0, axis.Kernel)
            .Select(tap => (window * axis.Stride) + (tap * axis.Dilation) - axis.Before)
            .All(position => position < 0 || position >= size));
    }
}

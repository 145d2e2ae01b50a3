using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Pools;

/// <summary>Maximum or average of windows over <paramref name="rank"/> spatial axes, each channel by itself.</summary>
public abstract class Pooling(int rank) : LayerOp
{
    public override OpRole Role => OpRole.Pool;

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => WindowArguments.PoolSteps(layer, inputs[0], rank);

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
                    + $"{axis.After}. Pad by less than the kernel.", layer.Enum("Padding") == "Valid" ? "Pad" : "Padding",
                    layer.Enum("Padding") == "Valid"
                        ? Remedy.Set(WindowArguments.NameOf(layer, "Pad", rank, i), axis.Extent / 2) : Remedy.Drop("Padding"));
                return null;
            }
        }

        return new Shape(windows.Output(input.WithBatch()).Append(input.Channels));
    }

    protected override Node Forward(LayerScope scope, Node x) =>
        scope.Graph.Pool(Kind(scope.Layer), x, WindowArguments.Read(scope.Layer, x.Shape.WithoutBatch(), rank));

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

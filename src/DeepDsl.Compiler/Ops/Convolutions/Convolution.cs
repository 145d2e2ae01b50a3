using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Convolutions;

/// <summary>Convolution over <paramref name="rank"/> spatial axes, in groups: Conv1D, Conv2D, Conv3D and the depthwise ones.</summary>
public abstract class Convolution(int rank) : LayerOp
{
    /// <summary>Axes of a weight [kernel.., I / groups, O] in PyTorch's order: [O, I / groups, kernel..].</summary>
    internal static int[] TorchPermutation(int rank) => [rank + 1, rank, .. Enumerable.Range(0, rank)];

    public override IReadOnlyList<OpArgument> Arguments { get; } =
        [OpArgument.Count("Filters"), .. WindowArguments.Convolution(rank), OpArgument.Steps("Groups", 1, 1), .. OpArgument.Kernel];

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => WindowArguments.Steps(layer, inputs[0], rank);

    public override OpRole Role => OpRole.Weights;

    public override string? WidthArgument => "Filters";

    public override string Reference => "conv(x, weight, arguments) + bias";

    protected virtual int Groups(Layer layer, Shape input) => layer.Int("Groups");

    protected virtual Dim Filters(Layer layer, Shape input) => layer.Int("Filters");

    protected override Shape? Infer(Layer layer, Shape input)
    {
        if (!WindowArguments.Check(layer, input, rank))
        {
            return null;
        }

        int groups = Groups(layer, input);
        Dim filters = Filters(layer, input);
        if (!GroupChecks.Divides(layer, groups, input.Channels.Value, $"the {input.Channels} channels of {layer.Source()}")
            || !GroupChecks.Divides(layer, groups, filters.Constant, $"its {filters} filters"))
        {
            return null;
        }

        return new Shape(WindowArguments.Read(layer, input, rank).Output(input.WithBatch()).Append(filters));
    }

    protected override Node Forward(LayerScope scope, Node x)
    {
        Shape input = x.Shape.WithoutBatch();
        int groups = Groups(scope.Layer, input);
        ConvGeometry geometry = WindowArguments.Read(scope.Layer, input, rank, groups);
        int filters = Filters(scope.Layer, input).Value;
        Dim[] kernel = [.. geometry.Axes.Select(a => (Dim)a.Kernel)];
        long taps = WindowArguments.Taps(scope.Layer, rank);
        int inputs = input.Channels.Value / groups;
        (long fanIn, long fanOut) = (taps * inputs, taps * filters / groups);
        Node weight = scope.Parameter("weight", new Shape([.. kernel, inputs, filters]), scope.WeightInit(fanIn, fanOut),
            torchPermutation: TorchPermutation(rank));
        return scope.Activate(scope.AddBias(scope.Graph.Conv(scope.Masked(x), weight, geometry), fanIn, fanOut));
    }

    protected override long Macs(Layer layer, Shape input, Shape output) =>
        output.Size.Constant * WindowArguments.Taps(layer, rank) * input.Channels.Constant / Groups(layer, input);

    public override ConvGeometry Window(Layer layer, Shape input) => WindowArguments.Read(layer, input, rank);
}

using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Convolutions;

/// <summary>A depthwise convolution and a 1x1 convolution after it; bias and activation belong to the second.</summary>
public abstract class Separable(int rank) : LayerOp
{
    public override IReadOnlyList<OpArgument> Arguments { get; } =
        [OpArgument.Count("Filters"), .. WindowArguments.Convolution(rank), OpArgument.Steps("Multiplier", 1, 1), .. OpArgument.Kernel];

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => WindowArguments.Steps(layer, rank);

    public override StepChange? ChangeOfSteps(Layer layer) => WindowArguments.ChangeOfSteps(layer, rank);

    public override string? WhyMixed(Layer layer) => WindowArguments.WhyMixed(layer, rank);

    public override OpRole Role => OpRole.Weights;

    public override string? WidthArgument => "Filters";

    public override string Reference => "conv(x, depthwise_weight, arguments, groups=x.shape[-1]) @ pointwise_weight + bias";

    protected override Shape? Infer(Layer layer, Shape input) => WindowArguments.Check(layer, input, rank)
        ? new Shape(WindowArguments.Read(layer, input, rank).Output(input.WithBatch()).Append(layer.Int("Filters")))
        : null;

    protected override Node Forward(LayerScope scope, Node x)
    {
        Graph g = scope.Graph;
        Layer layer = scope.Layer;
        int inputs = x.Shape.Channels.Value;
        int middle = inputs * layer.Int("Multiplier");
        int filters = layer.Int("Filters");
        long taps = WindowArguments.Taps(layer, rank);
        ConvGeometry windows = WindowArguments.Read(layer, x.Shape.WithoutBatch(), rank, inputs);
        Dim[] kernel = [.. windows.Axes.Select(a => (Dim)a.Kernel)];

        // Nothing non-linear stands between the two, so the depthwise weight starts as a linear layer's.
        Node depthwise = scope.Parameter("depthwise_weight", new Shape([.. kernel, 1, middle]),
            new ParameterInit("GlorotUniform", taps, taps * layer.Int("Multiplier")), torchPermutation: Convolution.TorchPermutation(rank));
        Node pointwise = scope.Parameter("pointwise_weight", new Shape(middle, filters), scope.WeightInit(middle, filters),
            torchPermutation: [1, 0]);
        Node y = g.Conv(scope.Masked(x), depthwise, windows);
        Dim positions = new Shape(y.Shape.Take(rank + 1)).Size;
        Node z = scope.AddBias(g.MatMul(g.Reshape(y, new Shape(positions, middle)), pointwise), middle, filters);
        return g.Reshape(scope.Activate(z), y.Shape.With(-1, filters));
    }

    protected override long Macs(Layer layer, Shape input, Shape output)
    {
        long middle = input.Channels.Constant * layer.Int("Multiplier");
        long positions = output.Size.Constant / output.Channels.Constant;
        return positions * middle * (WindowArguments.Taps(layer, rank) + output.Channels.Constant);
    }

    public override ConvGeometry Window(Layer layer, Shape input) => WindowArguments.Read(layer, input, rank);
}

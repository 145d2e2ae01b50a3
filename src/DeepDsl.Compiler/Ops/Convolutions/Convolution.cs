using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Convolutions;

/// <summary>Convolution over <paramref name="rank"/> spatial axes, in groups: Conv1D, Conv2D, Conv3D and the depthwise ones.</summary>
public abstract class Convolution(int rank) : LayerOp
{
    /// <summary>Axes of a weight [kernel.., I / groups, O] in PyTorch's order: [O, I / groups, kernel..].</summary>
    internal static int[] TorchPermutation(int rank) => [rank + 1, rank, .. Enumerable.Range(0, rank)];

    public override IReadOnlyList<OpArgument> Arguments { get; } =
        [OpArgument.Count("Filters"), .. WindowArguments.Convolution(rank), OpArgument.Steps("Groups", 1, 1), .. OpArgument.Kernel, .. Algorithm(rank)];

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => WindowArguments.Steps(layer, rank);

    public override StepChange? ChangeOfSteps(Layer layer) => WindowArguments.ChangeOfSteps(layer, rank);

    public override string? WhyMixed(Layer layer) => WindowArguments.WhyMixed(layer, rank);

    public override OpRole Role => OpRole.Weights;

    public override string? WidthArgument => "Filters";

    public override string Reference => "conv(x, weight, arguments) + bias";

    /// <summary>That of a convolution along steps, the only one that frequencies are made of.</summary>
    protected static IEnumerable<OpArgument> Algorithm(int rank) => rank == 1 ? [OpArgument.Enum("Algorithm", "Direct")] : [];

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
        if (!GroupChecks.Divides(layer, groups, input.Channels.Value, $"the {Counted.Of(input.Channels, "channel")} of {layer.Source()}",
                also: filters.Constant)
            || !GroupChecks.Divides(layer, groups, filters.Constant, $"its {filters} filters", also: input.Channels.Value))
        {
            return null;
        }

        ConvGeometry geometry = Geometry(layer, input, groups);
        return geometry.Algorithm == ConvAlgorithm.Fourier && !CheckFourier(layer, input, geometry, (int)filters.Constant)
            ? null : new Shape(geometry.Output(input.WithBatch()).Append(filters));
    }

    /// <summary>Reports what keeps windows from being computed by frequencies, where that was asked for.</summary>
    private static bool CheckFourier(Layer layer, Shape input, ConvGeometry geometry, int filters)
    {
        Remedy direct = Remedy.Drop("Algorithm").Said("use ConvolutionAlgorithm.Direct");
        if (!input[0].IsConstant)
        {
            layer.Report(ProblemKind.RuntimeSize,
                $"has Algorithm = ConvolutionAlgorithm.Fourier, which computes sequences of a constant length, but {layer.Source()} gives {input}, and "
                + $"{input[0]} is set at run time", "Algorithm", direct);
            return false;
        }

        string? obstacle = FourierConvolution.Obstacle(geometry, input[0].Value, input.Channels.Value / geometry.Groups, filters);
        if (obstacle is not null)
        {
            layer.Report(ProblemKind.ConflictingArguments,
                $"has Algorithm = ConvolutionAlgorithm.Fourier, which computes windows that stand beside each other, but {obstacle}",
                "Algorithm", direct);
        }

        return obstacle is null;
    }

    private ConvGeometry Geometry(Layer layer, Shape input, int groups) => WindowArguments.Read(layer, input, rank, groups) with
    {
        Algorithm = rank > 1 ? ConvAlgorithm.Direct : layer.Enum("Algorithm") switch
        {
            "Fourier" => ConvAlgorithm.Fourier,
            "Auto" => ConvAlgorithm.Auto,
            _ => ConvAlgorithm.Direct,
        },
    };

    protected override Node Forward(LayerScope scope, Node x)
    {
        Shape input = x.Shape.WithoutBatch();
        int groups = Groups(scope.Layer, input);
        ConvGeometry geometry = Geometry(scope.Layer, input, groups);
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

using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Convolutions;

/// <summary>
/// Transposed convolution: the input gradient of the convolution that would map its output to its input, so padding takes away and
/// stride spreads, as in PyTorch. The weight is that convolution's: [kernel.., Filters / groups, I].
/// </summary>
public abstract class ConvTranspose(int rank) : LayerOp
{
    public override IReadOnlyList<OpArgument> Arguments { get; } =
    [
        OpArgument.Count("Filters"), .. WindowArguments.Convolution(rank), .. WindowArguments.OutputPadding(rank),
        OpArgument.Steps("Groups", 1, 1), .. OpArgument.Kernel,
    ];

    /// <summary>Behind the own steps of padded sequences it finds zeros, which spread nothing.</summary>
    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => StepUse.Resizes;

    public override StepChange? ChangeOfSteps(Layer layer)
    {
        WindowAxis window = Window(layer, 0, size: 1);
        return StepChange.Times(window.Stride, Beyond(layer, window, 0));
    }

    public override OpRole Role => OpRole.Weights;

    public override string? WidthArgument => "Filters";

    public override string Reference => "conv_transpose(x, weight, arguments) + bias";

    protected override Shape? Infer(Layer layer, Shape input)
    {
        if (!WindowArguments.CheckArguments(layer, rank) || !WindowArguments.CheckRank(layer, input, rank) || !CheckPadding(layer)
            || !GroupChecks.Divides(layer, layer.Int("Groups"), input.Channels.Value,
                $"the {Counted.Of(input.Channels, "channel")} of {layer.Source()}", also: layer.Int("Filters"))
            || !GroupChecks.Divides(layer, layer.Int("Groups"), layer.Int("Filters"), $"its {layer.Int("Filters")} filters",
                also: input.Channels.Value))
        {
            return null;
        }

        Shape output = Output(layer, input);
        int empty = output.ToList().FindIndex(d => layer.Extents.Least(d) < 1);
        if (empty >= 0)
        {
            WindowAxis axis = Geometry(layer, input).Axes[empty];
            layer.Report(ProblemKind.NoWindowFits,
                $"pads away its whole output: ({input[empty]} - 1) * {axis.Stride} - {axis.Before + axis.After} + {axis.Extent} + "
                + $"{WindowArguments.OutputPadding(layer, rank, empty)} = {output[empty]} along axis {empty} of {input}",
                layer.Enum("Padding") == "Valid" ? "Pad" : "Padding",
                layer.Enum("Padding") != "Valid" ? Remedy.Drop("Padding") : Remedy.Set(
                    WindowArguments.NameOf(layer, "Pad", rank, empty), (layer.Extents.Least(output[empty]) + axis.Before + axis.After - 1) / 2));
            return null;
        }

        return output;
    }

    protected override Node Forward(LayerScope scope, Node x)
    {
        Layer layer = scope.Layer;
        Shape input = x.Shape.WithoutBatch();
        Shape output = Output(layer, input);
        int groups = layer.Int("Groups");
        int filters = layer.Int("Filters");
        ConvGeometry geometry = new(Geometry(layer, input).Axes, groups);
        long taps = WindowArguments.Taps(layer, rank);
        (long fanIn, long fanOut) = (taps * input.Channels.Constant / groups, taps * filters / groups);
        Node weight = scope.Parameter("weight", new Shape([.. geometry.Axes.Select(a => (Dim)a.Kernel), filters / groups, input.Channels]),
            scope.WeightInit(fanIn, fanOut), torchPermutation: Convolution.TorchPermutation(rank));
        return scope.Activate(scope.AddBias(scope.Graph.ConvInputGradient(scope.Masked(x), weight, output.WithBatch(x.Shape[0]), geometry), fanIn, fanOut));
    }

    public override ReceptiveField Sees(Layer layer, Shape input, ReceptiveField field) =>
        field.Resampled([.. Geometry(layer, input).Axes.Select(a => (1 + ((a.Extent - 1.0) / a.Stride), 1.0 / a.Stride))]);

    protected override long Macs(Layer layer, Shape input, Shape output) =>
        input.Size.Constant * WindowArguments.Taps(layer, rank) * output.Channels.Constant / layer.Int("Groups");

    private bool CheckPadding(Layer layer)
    {
        string padding = layer.Enum("Padding");
        bool extra = false;
        for (int axis = 0; axis < rank; axis++)
        {
            int outputPadding = WindowArguments.OutputPadding(layer, rank, axis);
            int stride = WindowArguments.Unpadded(layer, rank, axis).Stride;
            extra |= outputPadding > 0;
            if (outputPadding >= stride)
            {
                layer.Report(ProblemKind.ArgumentRange,
                    $"has an OutputPadding of {outputPadding} with a stride of {stride}; it must be less, as it only tells apart the "
                    + "sizes that the stride rounds together", "OutputPadding",
                    Remedy.Set(WindowArguments.NameOf(layer, "OutputPadding", rank, axis), stride - 1));
                return false;
            }
        }

        if (padding == "Causal" || (padding == "SameUpper" && extra))
        {
            layer.Report(ProblemKind.ConflictingArguments, padding == "Causal"
                ? "has Padding = Padding.Causal, which a transposed convolution has not"
                : "has Padding = Padding.SameUpper, whose output is input * stride, and an OutputPadding", "Padding",
                padding == "Causal" ? Remedy.Drop("Padding").Said("remove it, and crop by a [Crop1D] behind")
                    : Remedy.Drop(WindowArguments.Given(layer, "OutputPadding", rank)));
            return false;
        }

        return true;
    }

    /// <summary>(size - 1) * stride - padding + extent + output padding along each axis; for SameUpper size * stride.</summary>
    private Shape Output(Layer layer, Shape input)
    {
        IEnumerable<Dim> sizes = Geometry(layer, input).Axes.Select((a, i) => (input[i] * a.Stride) + Beyond(layer, a, i));
        return new Shape(sizes.Append(layer.Int("Filters")));
    }

    /// <summary>How much longer than input * stride the output is.</summary>
    private int Beyond(Layer layer, WindowAxis window, int axis) => layer.Enum("Padding") == "SameUpper" ? 0
        : window.Extent - window.Before - window.After + WindowArguments.OutputPadding(layer, rank, axis) - window.Stride;

    /// <summary>The windows over the output. SameUpper, which depends on its size, means that of input * stride.</summary>
    private ConvGeometry Geometry(Layer layer, Shape input) =>
        new(Enumerable.Range(0, rank).Select(axis => Window(layer, axis, layer.Extents.Least(input[axis]))).ToArray());

    private WindowAxis Window(Layer layer, int axis, long size)
    {
        WindowAxis window = WindowArguments.Unpadded(layer, rank, axis);
        return WindowArguments.Padded(layer, window, rank, axis, size * window.Stride);
    }
}

using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops.Convolutions;
using DeepDsl.Compiler.Ops.Norms;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Merges;

public sealed class Shortcut : Op
{
    /// <summary>The widest stride that is looked for where sizes are set at run time, which says nothing of how many there may be.</summary>
    private const int WidestOfAnySize = 64;

    public override string Summary => "the value above plus a named one, which passes a 1x1 convolution where shapes differ";

    public override string NamesArgument => "Source";

    public override IReadOnlyList<OpArgument> Arguments { get; } =
        [new("Source", ArgumentType.Text), OpArgument.Bool("Norm", false), OpArgument.Enum("Otherwise", "Project"), .. OpArgument.Kernel];

    public override OpRole Role => OpRole.Merge;

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) =>
        inputs[0][0] != inputs[1][0] || MixesSamples(layer) ? StepUse.Mixes : StepUse.Each;

    public override bool MixesSamples(Layer layer) => layer.Bool("Norm");

    public override IReadOnlyList<Example> Examples =>
    [
        new("", new Shape(2, 3), new Shape(2, 3)), new("Activation = Activation.ReLU", new Shape(5), new Shape(1)),
        new("", new Shape(2, 3, 17), new Shape(4, 5, 3)), new("Norm = true", new Shape(3, 1, 5), new Shape(5, 1, 2)),
        new("Bias = false", new Shape(2, 3), new Shape(5, 2)), new("Otherwise = Otherwise.Skip", new Shape(2, 3), new Shape(5, 2)),
    ];

    /// <summary>A convolution by itself, or in a row with its norm.</summary>
    public override string TorchRole(Layer layer, string role) =>
        !layer.Bool("Norm") ? role : role.StartsWith("norm.", StringComparison.Ordinal) ? "1" + role.Substring("norm".Length) : "0." + role;

    public override string Reference =>
        "shortcut(*xs, otherwise, lambda above, source: batch_norm(project(above, source, weight), norm_weight, norm_bias, "
        + "norm_running_mean, norm_running_var, training) if norm else project(above, source, weight) + bias)";

    public override Shape? Infer(Layer layer, IReadOnlyList<Shape> inputs)
    {
        (Shape above, Shape source) = (inputs[0], inputs[1]);
        if (above == source || layer.Enum("Otherwise") == "Skip" || Strides(above, source) is not null)
        {
            return above;
        }

        layer.Report(ProblemKind.ShortcutShapes,
            $"cannot project {source} of \"{layer.Text("Source")}\" onto {above} of {layer.Source()}: no stride of a 1x1 convolution "
            + "turns one into the other. Let both shrink alike, or set Otherwise = Otherwise.Skip.", "Source");
        return null;
    }

    public override Node Forward(LayerScope scope, IReadOnlyList<Node> inputs)
    {
        (Node above, Node source) = (inputs[0], inputs[1]);
        Node sum = above.Shape == source.Shape ? above + source
            : scope.Layer.Enum("Otherwise") == "Skip" ? above
            : above + Project(scope, source, above.Shape.WithoutBatch());
        return scope.Activate(sum);
    }

    public override long Macs(Layer layer, IReadOnlyList<Shape> inputs, Shape output) =>
        inputs[0] == inputs[1] || layer.Enum("Otherwise") == "Skip" ? 0 : output.Size.Constant * inputs[1].Channels.Constant;

    private static Node Project(LayerScope scope, Node source, Shape above)
    {
        Graph g = scope.Graph;
        ConvGeometry geometry = new(Strides(above, source.Shape.WithoutBatch())!.Select(s => new WindowAxis(1, s, 1, 0, 0)).ToArray());
        int rank = geometry.Rank;
        (int inputs, int outputs) = (source.Shape.Channels.Value, above.Channels.Value);
        Shape shape = new([.. Enumerable.Repeat((Dim)1, rank), inputs, outputs]);
        Node weight = scope.Parameter("weight", shape, scope.WeightInit(inputs, outputs),
            torchPermutation: Convolution.TorchPermutation(rank));
        Node projected = rank == 0 ? g.MatMul(source, weight) : g.Conv(source, weight, geometry);
        return scope.Layer.Bool("Norm")
            ? BatchNorm.Normalize(scope, projected, "norm.")
            : scope.AddBias(projected, inputs, outputs);
    }

    /// <summary>The least strides that bring the spatial sizes of one shape to those of the other; null where none do.</summary>
    public static int[]? Strides(Shape above, Shape source)
    {
        if (above.Rank != source.Rank || above.Rank is 0 or > 4)
        {
            return null;
        }

        int[] strides = [.. Enumerable.Range(0, above.Rank - 1).Select(i => Stride(source[i], above[i]))];
        return strides.Contains(0) ? null : strides;
    }

    private static int Stride(Dim from, Dim to) =>
        Enumerable.Range(1, from.IsConstant ? from.Value : WidestOfAnySize).FirstOrDefault(stride => new WindowAxis(1, stride, 1, 0, 0).Output(from) == to);
}

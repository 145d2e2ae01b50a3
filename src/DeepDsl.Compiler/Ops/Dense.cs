using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops;

public sealed class Dense : LayerOp, IScoresClasses
{
    public override string Summary => "activation(x * weight + bias) over the last dimension";

    public override IReadOnlyList<OpArgument> Arguments { get; } = [OpArgument.Count("Units"), .. OpArgument.Kernel];

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => StepUse.Each;

    public override OpRole Role => OpRole.Weights;

    public override string? WidthArgument => "Units";

    public override IReadOnlyList<Example> Examples =>
    [
        new("Units = 3", [5]), new("Units = 1", [1]), new("Units = 19, Activation = Activation.ReLU", [37]), new("Units = 7, Bias = false", [2, 5]),
        new("Units = 40", [6]), new("Units = 19", [3, 4]) { IntLimit = 7, Before = "SparseRows(Columns = 7)" },
    ];

    public override string Reference => "rows(x, weight) @ weight + bias";

    protected override Shape? Infer(Layer layer, Shape input)
    {
        if (!InputChecks.NotScalar(layer, input))
        {
            return null;
        }

        if (!input.Channels.IsConstant)
        {
            layer.Report(ProblemKind.RuntimeSize,
                $"has a weight for each of its {input.Channels} inputs, a number set at run time: {layer.Source()} gives {input}. Reduce it before, "
                + "as [GlobalAvgPool1D] does, or leave out [Flatten], so that it works at every step.");
            return null;
        }

        return input.With(-1, layer.Int("Units"));
    }

    protected override Node Forward(LayerScope scope, Node x)
    {
        Graph g = scope.Graph;
        int inputs = x.Shape.Channels.Value;
        int units = scope.Layer.Int("Units");
        Node weight = scope.Parameter("weight", new Shape(inputs, units), scope.WeightInit(inputs, units), torchPermutation: [1, 0]);

        // Positions are rows of one product, however many dimensions they have.
        Dim rows = new Shape(x.Shape.Take(x.Shape.Rank - 1)).Size;
        Node y = scope.AddBias(g.MatMul(g.Reshape(x, new Shape(rows, inputs)), weight), inputs, units);
        return g.Reshape(scope.Activate(y), x.Shape.With(-1, units));
    }

    bool IScoresClasses.GivesScores(Layer layer) => layer.Enum("Activation") == "None";

    ClassVectors IScoresClasses.Vectors(Layer layer, Graph graph, int inputs, int classes) => new(
        graph.Parameter($"{layer.ParameterPath}.weight", new Shape(inputs, classes)), ByColumns: true,
        layer.Bool("Bias") ? graph.Parameter($"{layer.ParameterPath}.bias", new Shape(classes)) : null);

    /// <summary>Behind a vector, everything; else each position is a vector of its own.</summary>
    public override ReceptiveField Sees(Layer layer, Shape input, ReceptiveField field) => input.Rank == 1 ? ReceptiveField.All : field;

    protected override long Macs(Layer layer, Shape input, Shape output) => input.Channels.Constant * output.Size.Constant;
}

using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops;

public sealed class Unembed : LayerOp, IScoresClasses
{
    public override string Summary => "a score for each token: x times the transposed vectors of the named Embedding";

    public override string LenderArgument => "Embedding";

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => StepUse.Each;

    public override IReadOnlyList<OpArgument> Arguments { get; } =
        [new("Embedding", ArgumentType.Text), OpArgument.Bool("Bias", false), OpArgument.Bool("Trainable", true)];

    public override IReadOnlyList<Example> Examples =>
    [
        new("Embedding = \"words\"", [5]) { IntLimit = 7, Before = "Embedding(Vocabulary = 7, Dimension = 3, Name = \"words\")" },
        new("Embedding = \"words\", Bias = true", [2, 1])
        {
            IntLimit = 19, Before = "Embedding(Vocabulary = 19, Dimension = 5, Name = \"words\")",
        },
        new("Embedding = \"words\"", [1]) { IntLimit = 1, Before = "Embedding(Vocabulary = 1, Dimension = 1, Name = \"words\")" },
    ];

    public override string Reference =>
        "F.embedding(x, weight) @ weight.T + bias";

    protected override Shape? Infer(Layer layer, Shape input)
    {
        if (layer.Lender is not { Layer: { Op: Embedding } embedding })
        {
            layer.Report(ProblemKind.ShareMismatch,
                $"takes the vectors of \"{layer.Text("Embedding")}\", which is {layer.Lender?.Layer.Title ?? "no layer"}; name an [Embedding].",
                "Embedding");
            return null;
        }

        int dimension = embedding.Int("Dimension");
        if (input.Rank == 0 || input.Channels != dimension)
        {
            layer.Report(ProblemKind.ShareMismatch,
                $"multiplies {input} of {layer.Source()} by the vectors of {embedding.Title}, which have {dimension} numbers; "
                + $"put [Dense({dimension})] before it.", "Embedding");
            return null;
        }

        return input.With(-1, embedding.Int("Vocabulary"));
    }

    protected override Node Forward(LayerScope scope, Node x)
    {
        Layer embedding = scope.Layer.Lender!.Layer;
        (int vocabulary, int dimension) = (embedding.Int("Vocabulary"), embedding.Int("Dimension"));
        Graph g = scope.Graph;
        Node weight = scope.Lent("weight", new Shape(vocabulary, dimension));
        Dim rows = new Shape(x.Shape.Take(x.Shape.Rank - 1)).Size;
        Node y = g.MatMul(g.Reshape(x, new Shape(rows, dimension)), weight, transposeB: true);
        y = scope.Layer.Bool("Bias") ? y + scope.Parameter("bias", new Shape(vocabulary), ParameterInit.Zeros, isWeight: false) : y;
        return g.Reshape(y, x.Shape.With(-1, vocabulary));
    }

    bool IScoresClasses.GivesScores(Layer layer) => true;

    ClassVectors IScoresClasses.Vectors(Layer layer, Graph graph, int inputs, int classes) => new(
        graph.Parameter($"{layer.Lender!.Layer.ParameterPath}.weight", new Shape(classes, inputs)), ByColumns: false,
        layer.Bool("Bias") ? graph.Parameter($"{layer.ParameterPath}.bias", new Shape(classes)) : null);

    /// <summary>As a dense layer's: behind a vector, everything.</summary>
    public override ReceptiveField Sees(Layer layer, Shape input, ReceptiveField field) => input.Rank == 1 ? ReceptiveField.All : field;

    protected override long Macs(Layer layer, Shape input, Shape output) => input.Channels.Constant * output.Size.Constant;
}

using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops;

public sealed class Embedding : LayerOp
{
    public override string Summary => "a learned vector for each token";

    public override InputElements Takes => InputElements.Ints;

    public override IReadOnlyList<OpArgument> Arguments { get; } =
    [
        OpArgument.Count("Vocabulary"), OpArgument.Count("Dimension"), OpArgument.Integer("PaddingIndex", -1, 0),
        OpArgument.Enum("Init", "Normal"), OpArgument.Real("InitValue", 1),
        .. OpArgument.Restrained, .. OpArgument.Weighted,
    ];

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => StepUse.Each;

    public override string? WidthArgument => "Dimension";

    public override IReadOnlyList<Example> Examples =>
    [
        new("Vocabulary = 7, Dimension = 3", [5]) { IntLimit = 7 }, new("Vocabulary = 1, Dimension = 1", [1]) { IntLimit = 1 },
        new("Vocabulary = 5, Dimension = 17, PaddingIndex = 2", [2, 4]) { IntLimit = 5 },
    ];

    public override string Reference => "embedding(x, weight, paddingindex)";

    protected override Shape? Infer(Layer layer, Shape input)
    {
        if (layer.Int("PaddingIndex") >= layer.Int("Vocabulary"))
        {
            layer.Report(ProblemKind.ArgumentRange,
                $"has PaddingIndex = {layer.Int("PaddingIndex")}, but its tokens go from 0 to {layer.Int("Vocabulary") - 1}",
                "PaddingIndex", Remedy.Set("PaddingIndex", layer.Int("Vocabulary") - 1),
                Remedy.Set("Vocabulary", layer.Int("PaddingIndex") + 1));
            return null;
        }

        return new Shape(input.Append(layer.Int("Dimension")));
    }

    protected override Node Forward(LayerScope scope, Node x)
    {
        Graph g = scope.Graph;
        Layer layer = scope.Layer;
        (int vocabulary, int dimension, int padding) = (layer.Int("Vocabulary"), layer.Int("Dimension"), layer.Int("PaddingIndex"));
        string kind = layer.Enum("Init") == "Auto" ? "Normal" : layer.Enum("Init");
        ParameterInit init = new(kind, vocabulary, dimension, layer.Real("InitValue"));
        Node vectors = g.Gather(scope.Parameter("weight", new Shape(vocabulary, dimension), init), x);
        if (padding < 0)
        {
            return vectors;
        }

        // The padding's vector is zero and has no gradient, whatever its row holds.
        Node tokens = g.Reshape(x, new Shape(x.Shape.Append(1)));
        return g.Map((v, token) => Exprs.Select(Exprs.Binary(BinaryOp.Equal, token, padding), 0, v), vectors, tokens);
    }
}

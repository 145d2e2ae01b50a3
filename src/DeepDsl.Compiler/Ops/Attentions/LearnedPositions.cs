using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Attentions;

public sealed class LearnedPositions : LayerOp
{
    public override string Summary => "adds to each step of [T, C] a learned vector for its position";

    public override string Stem => "positions";

    public override IReadOnlyList<OpArgument> Arguments { get; } =
    [
        OpArgument.Integer("Length", 0, 0), OpArgument.Enum("Init", "Normal"), OpArgument.Real("InitValue", 0.02),
        OpArgument.Real("L1", 0, 0), OpArgument.Real("L2", 0, 0), OpArgument.Real("MaxNorm", 0, 0), .. OpArgument.Weighted,
    ];

    public override IReadOnlyList<Example> Examples => [new("", [5, 6]), new("", [1, 1]), new("Length = 7", [3, 17])];

    public override string Reference => "x + weight[:x.shape[1]]";

    protected override Shape? Infer(Layer layer, Shape input)
    {
        if (!InputChecks.Rank(layer, input, "[T, C]"))
        {
            return null;
        }

        int length = layer.Int("Length");
        if (length > 0 && length < input[0].Value)
        {
            layer.Report(ProblemKind.ArgumentRange, $"has vectors for {length} positions, but {layer.Source()} gives {input[0]}.", "Length",
                Remedy.Set("Length", input[0].Value), Remedy.Drop("Length"));
            return null;
        }

        return input;
    }

    protected override Node Forward(LayerScope scope, Node x)
    {
        Layer layer = scope.Layer;
        (int steps, int channels) = (x.Shape[1].Value, x.Shape[2].Value);
        int length = layer.Int("Length") is > 0 and int given ? given : steps;
        string kind = layer.Enum("Init") == "Auto" ? "Normal" : layer.Enum("Init");
        Node weight = scope.Parameter("weight", new Shape(length, channels), new ParameterInit(kind, length, channels, layer.Real("InitValue")));
        return x + scope.Graph.Slice(weight, 0, 0, steps);
    }
}

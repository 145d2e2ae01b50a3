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
        .. OpArgument.Restrained, .. OpArgument.Weighted,
    ];

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => StepUse.Each;

    public override IReadOnlyList<Example> Examples => [new("", [5, 6]), new("", [1, 1]), new("Length = 12", [3, 17])];

    public override string Reference => "x + weight[:x.shape[1]]";

    protected override Shape? Infer(Layer layer, Shape input)
    {
        if (!InputChecks.Rank(layer, input, "[T, C]"))
        {
            return null;
        }

        (long steps, bool isKnown) = (layer.Extents.Largest(input[0]), input[0].IsConstant || layer.Extents.StandForConstants);
        if (layer.Int("Length") >= steps || (layer.Int("Length") == 0 && isKnown))
        {
            return input;
        }

        layer.Report(isKnown ? ProblemKind.ArgumentRange : ProblemKind.RuntimeSize,
            $"has Length = {layer.Int("Length")}, but {layer.Source()} gives up to {Counted.Of(steps, "step")}", "Length",
            Remedy.Set("Length", steps).Said($"set Length to {steps} or more, so that each position has a vector"));
        return null;
    }

    protected override Node Forward(LayerScope scope, Node x)
    {
        Layer layer = scope.Layer;
        int channels = x.Shape[2].Value;
        int length = Math.Max(scope.Largest(x.Shape[1]), layer.Int("Length"));
        string kind = layer.Enum("Init") == "Auto" ? "Normal" : layer.Enum("Init");
        ParameterInit init = new(kind, length, channels, layer.Real("InitValue"));
        Node weight = scope.Parameter("weight", new Shape(length, channels), init);
        return x + scope.Graph.Slice(weight, 0, 0, x.Shape[1]);
    }
}

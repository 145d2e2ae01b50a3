using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Attentions;

public sealed class SinusoidalPositions : LayerOp
{
    public override string Summary =>
        "adds to each step of [T, C] sines and cosines of its position, in wave lengths from 2 pi to 10000 * 2 pi";

    public override string Stem => "positions";

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => StepUse.Each;

    public override IReadOnlyList<Example> Examples => [new("", [5, 6]), new("", [1, 1]), new("", [3, 17])];

    public override string Reference => "x + sinusoids(*x.shape[1:])";

    protected override Shape? Infer(Layer layer, Shape input) =>
        InputChecks.Rank(layer, input, "[T, C]") && Angles.Fit(layer, input) ? input : null;

    protected override Node Forward(LayerScope scope, Node x)
    {
        int channels = x.Shape[2].Value;
        Node angles = Angles.Of(scope, x.Shape[1], between: 0, channels, c => c - (c % 2), channels);
        Node isSine = scope.Graph.Constant(new Shape(channels), [.. Enumerable.Range(0, channels).Select(c => (c + 1.0) % 2)]);
        return x + scope.Graph.Map(
            (angle, sine) => Exprs.Select(sine, Exprs.Unary(UnaryOp.Sin, angle), Exprs.Unary(UnaryOp.Cos, angle)), angles, isSine);
    }
}

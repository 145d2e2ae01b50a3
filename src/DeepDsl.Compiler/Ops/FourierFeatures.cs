using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops;

public sealed class FourierFeatures : LayerOp
{
    /// <summary>The last is beyond what a float tells apart within one of its periods.</summary>
    private const int MostFrequencies = 32;

    public override string Summary => "sines and cosines of [.., C] at Frequencies that double from Base on, behind the Coordinates";

    public override IReadOnlyList<OpArgument> Arguments { get; } =
    [
        new("Frequencies", ArgumentType.Integer, Min: 1, Max: MostFrequencies + 1), OpArgument.Real("Base", 1, OpArgument.AboveZero),
        OpArgument.Bool("Coordinates", true),
    ];

    public override bool KeepsSums => false;

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => StepUse.Each;

    public override IReadOnlyList<Example> Examples =>
        [new("Frequencies = 3", [5]), new("Frequencies = 1, Base = 0.5, Coordinates = false", [1]), new("Frequencies = 2", [3, 2])];

    public override string Reference => "fourier_features(x, frequencies, base, coordinates)";

    protected override Shape? Infer(Layer layer, Shape input)
    {
        int each = (2 * layer.Int("Frequencies")) + (layer.Bool("Coordinates") ? 1 : 0);
        return new Shape(input.Take(input.Rank - 1).Append(input.Channels * each));
    }

    protected override Node Forward(LayerScope scope, Node x)
    {
        (Graph g, int count, double first) = (scope.Graph, scope.Layer.Int("Frequencies"), scope.Layer.Real("Base"));
        Dim[] outer = [.. x.Shape.Take(x.Shape.Rank - 1)];
        Node scales = g.Constant(new Shape(count, 1), [.. Enumerable.Range(0, count).Select(i => first * Math.Pow(2, i))]);
        Node angles = g.Reshape(x, new Shape([.. outer, 1, x.Shape.Channels])) * scales;
        Node waves = g.Concat(angles.Shape.Rank - 1, [g.Unary(UnaryOp.Sin, angles), g.Unary(UnaryOp.Cos, angles)]);
        Node flat = g.Reshape(waves, new Shape([.. outer, x.Shape.Channels * (2 * count)]));
        return scope.Layer.Bool("Coordinates") ? g.Concat(x.Shape.Rank - 1, [x, flat]) : flat;
    }
}

using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ops.Signals;

public sealed class Spectrogram : Frames
{
    public override string Summary => "how strong each frequency is of signals [.., N] piece by piece, |STFT|^Power: [.., Pieces, Size / 2 + 1]";

    public override IReadOnlyList<OpArgument> Arguments => [.. base.Arguments, PowerArgument];

    public override IReadOnlyList<Example> Examples =>
        [new("Size = 8", [19]), new("Size = 1, Power = 1", [1]), new("Size = 7, Hop = 3, Power = 1", [2, 17]), new("Size = 6, Power = 3, Center = false", [13])];

    public override string Reference => "stft(x, size, hop, window, center).abs().pow(power)";

    /// <summary>2 is the power of a signal, 1 its amplitude.</summary>
    internal static OpArgument PowerArgument { get; } = OpArgument.Real("Power", 2, OpArgument.AboveZero);

    protected override IReadOnlyList<Dim> Features(Layer layer) => [FourierForm.FrequenciesOf(layer.Int("Size"))];

    protected override Node Measure(Layer layer, Node frequencies) => Strength(frequencies, layer.Real("Power"));

    /// <summary>Of complex numbers [.., 2], the amplitude to a power: [..].</summary>
    internal static Node Strength(Node frequencies, double power)
    {
        Graph g = frequencies.Graph;
        Node squared = g.Reshape(g.Sum(frequencies * frequencies, -1), new Shape(frequencies.Shape.Take(frequencies.Shape.Rank - 1)));

        // Of silence the amplitude has no direction in which it grows, and so no gradient.
        return power == 2 ? squared : g.Map(
            s => Exprs.Select(Exprs.Binary(BinaryOp.Equal, s, 0), 0, power == 1 ? Exprs.Unary(UnaryOp.Sqrt, s) : Exprs.Binary(BinaryOp.Pow, s, power / 2)),
            squared);
    }
}

using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ops.Signals;

public sealed class STFT : Frames
{
    public override string Summary =>
        "frequencies of signals [.., N] piece by piece: [.., Pieces, Size / 2 + 1, 2]; a Hop of 0 is Size / 4, Center reflects the signal at its ends";

    public override string Stem => "stft";

    public override IReadOnlyList<Example> Examples =>
    [
        new("Size = 8", [19]), new("Size = 1, Center = false", [1]), new("Size = 6, Hop = 4, Window = SignalWindow.Hamming, Center = false", [2, 21]),
        new("Size = 5, Hop = 7, Window = SignalWindow.None", [17]), new("Size = 100, Hop = 30", [150]),
    ];

    public override string Reference => "torch.view_as_real(stft(x, size, hop, window, center))";

    protected override IReadOnlyList<Dim> Features(Layer layer) => [FourierForm.FrequenciesOf(layer.Int("Size")), 2];

    protected override Node Measure(Layer layer, Node frequencies) => frequencies;
}

using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Signals;

public sealed class FFT : LayerOp
{
    public override string Summary => "frequencies of real numbers [.., N]: real and imaginary parts [.., N / 2 + 1, 2]";

    public override string Stem => "fft";

    public override bool KeepsSums => false;

    public override IReadOnlyList<Example> Examples => [new("", [8]), new("", [1]), new("", [3, 7]), new("", [2, 144]), new("", [165])];

    public override string Reference => "torch.view_as_real(torch.fft.rfft(x))";

    public override ReceptiveField Sees(Layer layer, Shape input, ReceptiveField field) => ReceptiveField.All;

    protected override Shape? Infer(Layer layer, Shape input) =>
        InputChecks.NotScalar(layer, input) && TransformChecks.Fits(layer, input.Channels.Value, "")
            ? new Shape(input.Take(input.Rank - 1).Concat([FourierForm.FrequenciesOf(input.Channels.Value), 2]))
            : null;

    protected override Node Forward(LayerScope scope, Node x) => Transforms.OfLast(x);

    protected override long Macs(Layer layer, Shape input, Shape output) =>
        (input.Size.Estimate / input.Channels.Value) * FourierForm.Macs(input.Channels.Value);
}

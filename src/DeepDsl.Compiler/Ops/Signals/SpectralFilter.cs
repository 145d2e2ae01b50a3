using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Signals;

public sealed class SpectralFilter : LayerOp
{
    public override string Summary =>
        "each channel of [T, C] through a learned filter: its first Modes frequencies (0 for all) times complex weights, the others out";

    public override IReadOnlyList<OpArgument> Arguments { get; } =
    [
        OpArgument.Steps("Modes", 0, 0), OpArgument.Enum("Init", "Normal"), OpArgument.Real("InitValue", 0.02),
        OpArgument.Real("L1", 0, 0), OpArgument.Real("L2", 0, 0), .. OpArgument.Weighted,
    ];

    public override bool KeepsSums => false;

    public override IReadOnlyList<Example> Examples =>
        [new("", [6, 3]), new("Modes = 3", [7, 5]), new("", [1, 1]), new("Modes = 2", [12, 17]), new("", [100, 2])];

    public override string Reference =>
        "torch.fft.irfft(F.pad(torch.fft.rfft(x, dim=1)[:, :len(weight)] * torch.view_as_complex(weight.contiguous()), "
        + "(0, 0, 0, x.shape[1] // 2 + 1 - len(weight))), n=x.shape[1], dim=1)";

    public override ReceptiveField Sees(Layer layer, Shape input, ReceptiveField field) => ReceptiveField.All;

    protected override Shape? Infer(Layer layer, Shape input)
    {
        if (!InputChecks.Rank(layer, input, "[T, C]"))
        {
            return null;
        }

        int all = FourierForm.FrequenciesOf(input[0].Value);
        if (layer.Int("Modes") > all)
        {
            layer.Report(ProblemKind.ArgumentRange,
                $"has Modes = {layer.Int("Modes")}, but the {input[0]} steps that {layer.Source()} gives have {all} frequencies", "Modes",
                Remedy.Set("Modes", all));
            return null;
        }

        return TransformChecks.Fits(layer, input[0].Value, "") ? input : null;
    }

    protected override Node Forward(LayerScope scope, Node x)
    {
        (Graph g, Layer layer) = (scope.Graph, scope.Layer);
        (int steps, int channels) = (x.Shape[1].Value, x.Shape[2].Value);
        int all = FourierForm.FrequenciesOf(steps);
        int modes = layer.Int("Modes") is > 0 and var some ? some : all;
        string kind = layer.Enum("Init") == "Auto" ? "Normal" : layer.Enum("Init");
        Node weight = scope.Parameter("weight", new Shape(modes, channels, 2), new(kind, 1, 1, layer.Real("InitValue")));

        Node signal = g.Slice(g.Fourier(x, new FourierForm(steps)), 1, 0, modes);
        Node filtered = Transforms.Product(signal, g.Transpose(weight, 0, 2, 1));
        return g.Fourier(g.Pad(filtered, 1, 0, all - modes), Transforms.Inverse(steps));
    }

    protected override long Macs(Layer layer, Shape input, Shape output) => 2 * input[1].Value * FourierForm.Macs(input[0].Value);
}

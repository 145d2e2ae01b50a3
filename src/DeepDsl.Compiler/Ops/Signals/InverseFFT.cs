using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Signals;

public sealed class InverseFFT : LayerOp
{
    public override string Summary => "real numbers [.., Size] of frequencies [.., Size / 2 + 1, 2]; a Size of 0 is the even one";

    public override string Stem => "inverseFFT";

    public override IReadOnlyList<OpArgument> Arguments { get; } = [OpArgument.Steps("Size", 0, 0)];

    public override bool KeepsSums => false;

    public override IReadOnlyList<Example> Examples =>
        [new("", [5, 2]), new("Size = 1", [1, 2]), new("Size = 7", [3, 4, 2]), new("", [2, 73, 2]), new("Size = 165", [83, 2])];

    public override string Reference => "torch.fft.irfft(torch.view_as_complex(x.contiguous()), n=size if size > 0 else 2 * (x.shape[-2] - 1))";

    public override ReceptiveField Sees(Layer layer, Shape input, ReceptiveField field) => ReceptiveField.All;

    protected override Shape? Infer(Layer layer, Shape input)
    {
        if (input.Rank < 2 || input.Channels != 2)
        {
            layer.Report(ProblemKind.WrongRank,
                $"needs real and imaginary parts [.., Frequencies, 2], but {layer.Source()} gives {input}; [FFT] makes them.");
            return null;
        }

        // The two sizes that have so many frequencies, of which a remedy must be one.
        int size = Size(layer, input);
        int most = (2 * input[-2].Value) - 1;
        int[] fitting = [.. new[] { most, Math.Max(1, most - 1) }.Distinct().Where(FourierProducts.Fits)];
        if (FourierForm.FrequenciesOf(size) != input[-2].Value || size == 0)
        {
            layer.Report(ProblemKind.ArgumentRange,
                $"has Size = {size}, but {layer.Source()} gives {input[-2]} frequencies, which are those of {Math.Max(1, most - 1)} or "
                    + $"{most} numbers{(fitting.Length == 0 ? "." : "")}",
                "Size", [.. fitting.Select(s => Remedy.Set("Size", s))]);
            return null;
        }

        return TransformChecks.Fits(layer, size, "Size", fitting) ? new Shape(input.Take(input.Rank - 2).Append(size)) : null;
    }

    protected override Node Forward(LayerScope scope, Node x) => Transforms.ToLast(x, Size(scope.Layer, x.Shape));

    protected override long Macs(Layer layer, Shape input, Shape output) =>
        (output.Size.Estimate / output.Channels.Value) * FourierForm.Macs(output.Channels.Value);

    private static int Size(Layer layer, Shape frequencies) => layer.Int("Size") is > 0 and var size ? size : 2 * (frequencies[-2].Value - 1);
}

using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Convolutions;

/// <summary>A convolution of each channel by itself into Multiplier channels: as many groups as channels.</summary>
public abstract class Depthwise(int rank) : Convolution(rank)
{
    public override IReadOnlyList<OpArgument> Arguments { get; } =
        [.. WindowArguments.Convolution(rank), OpArgument.Steps("Multiplier", 1, 1), .. OpArgument.Kernel, .. Algorithm(rank)];

    public override string? WidthArgument => null;

    public override bool IsGrouped(Layer layer) => true;

    public override string Reference => "conv(x, weight, arguments, groups=x.shape[-1]) + bias";

    protected override int Groups(Layer layer, Shape input) => input.Channels.Value;

    protected override Dim Filters(Layer layer, Shape input) => input.Channels * layer.Int("Multiplier");
}

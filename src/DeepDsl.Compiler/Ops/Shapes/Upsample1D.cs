namespace DeepDsl.Compiler.Ops.Shapes;

public sealed class Upsample1D() : Upsampling(1)
{
    public override string Summary => "more steps of [T, C], repeated or interpolated";

    public override IReadOnlyList<Example> Examples =>
    [
        new("", [5, 3]), new("Scale = 3", [1, 1]), new("Scale = 3, Mode = Interpolation.Bilinear", [4, 17]),
        new("Mode = Interpolation.Bilinear, AlignCorners = true", [5, 2]),
    ];

    public override string Reference => "upsample(x, (scale,), mode, aligncorners)";
}

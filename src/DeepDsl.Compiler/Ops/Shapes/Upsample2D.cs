namespace DeepDsl.Compiler.Ops.Shapes;

public sealed class Upsample2D() : Upsampling(2)
{
    public override string Summary => "more rows and columns of [H, W, C], repeated or interpolated";

    public override IReadOnlyList<Example> Examples =>
    [
        new("", [2, 3, 5]), new("Scale = 3", [1, 1, 1]), new("ScaleH = 1, ScaleW = 3", [2, 4, 17]),
        new("Mode = Interpolation.Bilinear", [3, 4, 2]),
        new("Mode = Interpolation.Bilinear, ScaleH = 3, ScaleW = 2, AlignCorners = true", [4, 3, 5]),
        new("Mode = Interpolation.Bilinear, Scale = 4", [1, 2, 3]),
    ];

    public override string Reference => "upsample(x, (side(scaleh, scale), side(scalew, scale)), mode, aligncorners)";
}

using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Shapes;

/// <summary>Every spatial axis Scale times as long: each element repeated, or interpolated between the two nearest.</summary>
public abstract class Upsampling(int rank) : LayerOp
{
    private static readonly string[][] Suffixes = [[], [""], ["H", "W"]];

    public override IReadOnlyList<OpArgument> Arguments { get; } =
    [
        OpArgument.Integer("Scale", 2, 1), .. rank == 1 ? [] : Suffixes[rank].Select(s => OpArgument.Integer("Scale" + s, -1, 1)),
        OpArgument.Enum("Mode", "Nearest"), OpArgument.Bool("AlignCorners", false),
    ];

    protected override Shape? Infer(Layer layer, Shape input)
    {
        if (!WindowArguments.CheckRank(layer, input, rank))
        {
            return null;
        }

        if (layer.Bool("AlignCorners") && layer.Enum("Mode") == "Nearest")
        {
            layer.Report(ProblemKind.ConflictingArguments,
                "has AlignCorners, which says how to interpolate, but repeats the nearest element; "
                + "add Mode = Interpolation.Bilinear.", "AlignCorners");
            return null;
        }

        return new Shape(Enumerable.Range(0, rank).Select(i => input[i] * Scale(layer, i)).Append(input.Channels));
    }

    protected override Node Forward(LayerScope scope, Node x)
    {
        bool nearest = scope.Layer.Enum("Mode") == "Nearest";
        for (int axis = 1; axis <= rank; axis++)
        {
            int scale = Scale(scope.Layer, axis - 1);
            x = scale == 1 ? x : nearest ? Repeat(x, axis, scale) : Interpolate(x, axis, scale, scope.Layer.Bool("AlignCorners"));
        }

        return x;
    }

    private static Node Repeat(Node x, int axis, int scale)
    {
        Dim[] before = [.. x.Shape.Take(axis + 1)];
        Dim[] after = [.. x.Shape.Skip(axis + 1)];
        Node apart = x.Graph.Reshape(x, new Shape([.. before, 1, .. after]));
        Node repeated = x.Graph.Broadcast(apart, new Shape([.. before, scale, .. after]));
        return x.Graph.Reshape(repeated, x.Shape.With(axis, x.Shape[axis] * scale));
    }

    private static Node Interpolate(Node x, int axis, int scale, bool alignCorners)
    {
        int size = x.Shape[axis].Value;
        int outputs = size * scale;
        return AxisProducts.Apply(x, axis, outputs, o =>
        {
            // Positions are those of the elements' corners, or of their middles with what lies outside held at the border.
            double position = alignCorners ? o * (size - 1.0) / Math.Max(1, outputs - 1) : Math.Max(0, ((o + 0.5) / scale) - 0.5);
            int low = Math.Min((int)position, size - 1);
            int high = Math.Min(low + 1, size - 1);
            double fraction = position - low;
            return [(low, 1 - fraction), (high, fraction)];
        });
    }

    private int Scale(Layer layer, int axis) =>
        rank > 1 && layer.Int("Scale" + Suffixes[rank][axis]) is var scale and > 0 ? scale : layer.Int("Scale");
}

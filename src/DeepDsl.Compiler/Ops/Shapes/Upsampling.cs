using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Shapes;

/// <summary>Every spatial axis Scale times as long: each element repeated, or interpolated between the two nearest.</summary>
public abstract class Upsampling(int rank) : LayerOp
{
    private static readonly string[][] Suffixes = [[], [""], ["H", "W"]];

    public override IReadOnlyList<OpArgument> Arguments { get; } =
    [
        OpArgument.Steps("Scale", 2, 1), .. rank == 1 ? [] : Suffixes[rank].Select(s => OpArgument.Steps("Scale" + s, -1, 1)),
        OpArgument.Enum("Mode", "Nearest"), OpArgument.Bool("AlignCorners", false),
    ];

    /// <summary>Aligned corners lie elsewhere in sequences of other lengths.</summary>
    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => layer.Bool("AlignCorners") ? StepUse.Mixes : StepUse.Resizes;

    public override string? WhyMixed(Layer layer) => "mixes neighbours by where the last step of all lies, under AlignCorners; leave that out";

    public override StepChange? ChangeOfSteps(Layer layer) => StepChange.Times(Scale(layer, 0));

    protected override Shape? Infer(Layer layer, Shape input)
    {
        if (!WindowArguments.CheckRank(layer, input, rank))
        {
            return null;
        }

        if (layer.Bool("AlignCorners") && layer.Enum("Mode") == "Nearest")
        {
            layer.Report(ProblemKind.ConflictingArguments,
                "has AlignCorners, which says how to interpolate, but repeats the nearest element", "AlignCorners",
                Remedy.Set("Mode", "Interpolation", "Bilinear"), Remedy.Drop("AlignCorners"));
            return null;
        }

        Shape shape = new(Enumerable.Range(0, rank).Select(i => input[i] * Scale(layer, i)).Append(input.Channels));
        if (layer.Bool("AlignCorners") && shape.Take(rank).FirstOrDefault(d => d.Constant > Limits.Table) is { Constant: > 0 } longest)
        {
            layer.Report(ProblemKind.TooLarge,
                $"mixes neighbours with weights of their own at {longest} places along an axis, where at most "
                + $"{Limits.Table} can be compiled.", "AlignCorners",
                Remedy.Drop("AlignCorners").Said("drop AlignCorners, so that weights repeat"), Remedy.ByHand("make the axis shorter"));
            return null;
        }

        return shape;
    }

    /// <summary>
    /// An element is read by Scale others, or by twice as many where they mix two, less the one that an odd Scale leaves unmixed.
    /// </summary>
    public override ReceptiveField Sees(Layer layer, Shape input, ReceptiveField field)
    {
        int Readers(int scale) => layer.Enum("Mode") == "Nearest" ? scale : (2 * scale) - (scale % 2);
        IEnumerable<int> scales = Enumerable.Range(0, rank).Select(i => Scale(layer, i));
        return field.Resampled([.. scales.Select(s => (1 + ((Readers(s) - 1.0) / s), 1.0 / s))]);
    }

    protected override Node Forward(LayerScope scope, Node x)
    {
        bool nearest = scope.Layer.Enum("Mode") == "Nearest";
        for (int axis = 1; axis <= rank; axis++)
        {
            int scale = Scale(scope.Layer, axis - 1);
            x = scale == 1 ? x : nearest ? Repeat(x, axis, scale)
                : Interpolate(x, axis, scale, scope.Layer.Bool("AlignCorners"), axis == 1 ? scope.Present(x) : null);
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

    /// <summary>
    /// Element r of the Scale elements that replace element i lies at i + offset, less than 1 away, so it mixes i with one neighbour:
    /// no matrix is needed. Neighbours outside are the border itself.
    /// </summary>
    /// <param name="present">Of the steps of padded sequences, 1 at their own; null where all are.</param>
    private static Node Interpolate(Node x, int axis, int scale, bool alignCorners, Node? present)
    {
        Graph g = x.Graph;
        Dim size = x.Shape[axis];
        Node first = g.Slice(x, axis, 0, 1);
        Node last = g.Slice(x, axis, size - 1, 1);
        Node previous = size.IsOne ? x : g.Concat(axis, first, g.Slice(x, axis, 0, size - 1));
        Node next = size.IsOne ? x : g.Concat(axis, g.Slice(x, axis, 1, size - 1), last);
        if (present is not null && !size.IsOne)
        {
            Node isNextOwn = g.Pad(g.Slice(present, 1, 1, size - 1), 1, 0, 1);
            next = StepLengths.Kept(StepLengths.Along(isNextOwn, x.Shape.Rank), next, x);
        }

        Dim[] before = [.. x.Shape.Take(axis + 1)];
        Dim[] after = [.. x.Shape.Skip(axis + 1)];
        Node Apart(Node value) => g.Reshape(value, new Shape([.. before, 1, .. after]));
        (Expr p, Expr c, Expr n, Expr offset) = (Exprs.Arg(0), Exprs.Arg(1), Exprs.Arg(2), Exprs.Arg(3));
        Expr toNext = Exprs.Binary(BinaryOp.Max, offset, 0);
        Expr toPrevious = Exprs.Binary(BinaryOp.Max, -offset, 0);
        Node mixed = g.Map((c * (1 - toNext - toPrevious)) + (n * toNext) + (p * toPrevious), null,
            Apart(previous), Apart(x), Apart(next), Offsets(g, size, scale, alignCorners, after.Length));
        return g.Reshape(mixed, x.Shape.With(axis, x.Shape[axis] * scale));
    }

    /// <summary>[Scale, 1..] where elements are areas and all i are alike; [size, Scale, 1..] where corners keep their places.</summary>
    private static Node Offsets(Graph g, Dim length, int scale, bool alignCorners, int dimensionsAfter)
    {
        IEnumerable<Dim> ones = Enumerable.Repeat((Dim)1, dimensionsAfter);
        if (!alignCorners)
        {
            return g.Constant(new Shape([scale, .. ones]), [.. Enumerable.Range(0, scale).Select(r => ((r + 0.5) / scale) - 0.5)]);
        }

        int size = length.Value;
        double step = (size - 1.0) / Math.Max(1, (size * scale) - 1);
        return g.Constant(new Shape([size, scale, .. ones]), [.. Enumerable.Range(0, size * scale).Select(o => (o * step) - (o / scale))]);
    }

    private int Scale(Layer layer, int axis) =>
        rank > 1 && layer.Int("Scale" + Suffixes[rank][axis]) is var scale and > 0 ? scale : layer.Int("Scale");
}

using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops.Shapes;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Signals;

/// <summary>Frequencies of a signal piece by piece, each of Size numbers under a window, Hop behind the one before.</summary>
public abstract class Frames : LayerOp
{
    /// <summary>Of a window's numbers, in pieces of Hop: what is joined of them for each.</summary>
    private const int MostPieces = 64;

    public override IReadOnlyList<OpArgument> Arguments { get; } =
    [
        new("Size", ArgumentType.Integer, Min: 1, Max: FourierForm.Most + 1), OpArgument.Steps("Hop", 0, 0), OpArgument.Enum("Window", "Hann"),
        OpArgument.Bool("Center", true),
    ];

    public sealed override bool KeepsSums => false;

    public sealed override ReceptiveField Sees(Layer layer, Shape input, ReceptiveField field) => ReceptiveField.All;

    protected sealed override Shape? Infer(Layer layer, Shape input)
    {
        if (!InputChecks.NotScalar(layer, input))
        {
            return null;
        }

        (int size, int hop, int count) = (layer.Int("Size"), Hop(layer), input.Channels.Value);
        int least = layer.Bool("Center") ? (size / 2) + 1 : size;
        if (count < least)
        {
            layer.Report(ProblemKind.ArgumentRange,
                $"has Size = {size}, which takes signals of at least {least} numbers along the last dimension, but {layer.Source()} gives {input}; "
                + (count == 1 && input.Rank > 1 ? $"bring them there with [Reshape({string.Join(", ", input.Take(input.Rank - 1))})]." : "make it smaller."),
                "Size");
            return null;
        }

        if (hop * MostPieces < size)
        {
            int hops = (size + MostPieces - 1) / MostPieces;
            layer.Report(ProblemKind.ArgumentRange,
                $"has Hop = {hop}, of which there are more than {MostPieces} in a Size of {size}", "Hop",
                Remedy.Set("Hop", hops).Said($"take {hops} or more"));
            return null;
        }

        return TransformChecks.Fits(layer, size, "Size") && Check(layer)
            ? new Shape([.. input.Take(input.Rank - 1), Count(layer, count), .. Features(layer)])
            : null;
    }

    protected sealed override Node Forward(LayerScope scope, Node x)
    {
        (Graph g, Layer layer) = (scope.Graph, scope.Layer);
        int size = layer.Int("Size");
        Node frames = Cut(layer, x);
        Node windowed = layer.Enum("Window") == "None" || size == 1 ? frames : frames * Window(g, layer.Enum("Window"), size);
        return Measure(layer, Transforms.OfLast(windowed));
    }

    protected sealed override long Macs(Layer layer, Shape input, Shape output) =>
        (new Shape(input.Take(input.Rank - 1)).Size.Estimate * Count(layer, input.Channels.Value))
        * (FourierForm.Macs(layer.Int("Size")) + MeasureMacs(layer));

    /// <summary>Reports what is wrong with its own arguments.</summary>
    protected virtual bool Check(Layer layer) => true;

    /// <summary>What it gives of each piece.</summary>
    protected abstract IReadOnlyList<Dim> Features(Layer layer);

    /// <summary>The same, of frequencies [.., Frequencies, 2].</summary>
    protected abstract Node Measure(Layer layer, Node frequencies);

    /// <summary>Of one piece.</summary>
    protected virtual long MeasureMacs(Layer layer) => 0;

    private static int Hop(Layer layer) => layer.Int("Hop") is > 0 and var hop ? hop : Math.Max(1, layer.Int("Size") / 4);

    /// <summary>How many pieces a signal has.</summary>
    private static int Count(Layer layer, int length) =>
        1 + ((length + (layer.Bool("Center") ? 2 * (layer.Int("Size") / 2) : 0) - layer.Int("Size")) / Hop(layer));

    /// <summary>The pieces of signals [.., count]: [.., pieces, Size], each joined of some of the hops that the signal is made of.</summary>
    private static Node Cut(Layer layer, Node x)
    {
        (Graph g, int size, int hop) = (x.Graph, layer.Int("Size"), Hop(layer));
        int axis = x.Shape.Rank - 1;
        int count = Count(layer, x.Shape.Channels.Value);
        if (layer.Bool("Center"))
        {
            x = PaddedBorders.Reflect(x, axis, size / 2, size / 2);
        }

        int hops = (size + hop - 1) / hop;
        int used = (count - 1 + hops) * hop;
        int length = x.Shape.Channels.Value;
        Node whole = length < used ? g.Pad(x, axis, 0, used - length) : g.Slice(x, axis, 0, used);
        Node pieces = g.Reshape(whole, new Shape([.. x.Shape.Take(axis), count - 1 + hops, hop]));
        Node joined = g.Concat(axis + 1, [.. Enumerable.Range(0, hops).Select(i => g.Slice(pieces, axis, i, count))]);
        return g.Slice(joined, axis + 1, 0, size);
    }

    /// <summary>One period, as PyTorch's windows are, and not from end to end; a piece of one number is taken as it is.</summary>
    private static Node Window(Graph g, string kind, int size)
    {
        double middle = kind == "Hann" ? 0.5 : 0.54;
        Node places = g.Constant(new Shape(size), [.. Enumerable.Range(0, size).Select(i => (double)i)]);
        return g.Map(i => middle - ((1 - middle) * Exprs.Unary(UnaryOp.Cos, 2 * Math.PI / size * i)), places);
    }
}

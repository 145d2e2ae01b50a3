using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Onnx;

/// <summary>A graph while it is written: what its values are called, and the forms in which nodes ask for them.</summary>
/// <param name="writer">Where nodes go.</param>
/// <param name="sizes">Those set at run time.</param>
/// <param name="opset">Version of the operators.</param>
/// <param name="weights">The values of parameters and states.</param>
/// <param name="stored">How the file holds weights.</param>
internal sealed class ExportScope(
    GraphWriter writer, SizeValues sizes, int opset, Func<LeafNode, float[]> weights, OnnxWeights stored = OnnxWeights.Float32)
{
    private readonly Dictionary<Node, ExportedValue> _values = [];

    public GraphWriter Writer { get; } = writer;

    public SizeValues Sizes { get; } = sizes;

    public int Opset { get; } = opset;

    /// <summary>Which nodes of the graph are wanted, so that of several results those are made that somebody reads.</summary>
    public IReadOnlyCollection<Node> Needed { get; set; } = [];

    /// <summary>A scope for a graph inside this one.</summary>
    public ExportScope Inside() => new(new GraphWriter(Writer), Sizes, Opset, weights, stored);

    public ExportedValue Value(Node node) => _values.TryGetValue(node, out ExportedValue? value) ? value
        : node is LeafNode leaf ? _values[node] = Leaf(leaf)
        : throw new InvalidOperationException($"{node.Describe()} is read before it is written.");

    public void Set(Node node, ExportedValue value) => _values[node] = value;

    public void Set(Node node, string name, AxisOrder order = AxisOrder.ChannelsLast) => _values[node] = order == AxisOrder.ChannelsLast
        ? new ExportedValue(node.Type) { Name = name }
        : new ExportedValue(node.Type) { ChannelsFirst = name };

    /// <summary>Whether a value is at hand with its channels behind the batch alone.</summary>
    public bool IsChannelsFirst(Node node) => Value(node) is { Name: null, ChannelsFirst: not null };

    /// <summary>The axes of a value with channels behind the batch, by those of the graph.</summary>
    public static int[] ChannelsFirst(int rank) => [0, rank - 1, .. Enumerable.Range(1, rank - 2)];

    /// <summary>Where an axis of the graph is in an order.</summary>
    public static long Axis(int axis, int rank, AxisOrder order) =>
        order == AxisOrder.ChannelsLast || axis == 0 ? axis : axis == rank - 1 ? 1 : axis + 1;

    public string Read(Node node)
    {
        ExportedValue value = Value(node);
        return value.Name ??= value.AsTensor is { } make
            ? make(0, [.. Enumerable.Range(0, node.Shape.Rank)])
            : ChannelsLast(node, value.ChannelsFirst!);
    }

    public string Read(Node node, AxisOrder order) =>
        order == AxisOrder.ChannelsLast ? Read(node) : ReadChannelsFirst(node, node.Shape.Rank);

    /// <summary>A value with channels behind the batch; one of fewer axes as one of so many, of which the first are of size one.</summary>
    public string ReadChannelsFirst(Node node, int rank)
    {
        ExportedValue value = Value(node);
        int[] permutation = ChannelsFirst(rank);
        return value.ChannelsFirst is { } first && node.Shape.Rank == rank ? first
            : node.Shape.Size.IsOne && node.Shape.Rank < 2 ? ReadFloats(node)
            : value.AsTensor is { } make ? value.Form($"first {rank}", () => make(rank - node.Shape.Rank, permutation))
            : node.Shape.Rank == rank ? value.ChannelsFirst = Permuted(Read(node), permutation)
            : value.Form($"first {rank}", () => Permuted(WithAxesInFront(ReadFloats(node), rank - node.Shape.Rank), permutation));
    }

    /// <summary>A value with its axes in another order; weights are stored so.</summary>
    public string ReadPermuted(Node node, params int[] permutation)
    {
        ExportedValue value = Value(node);
        return value.Form(
            string.Join(",", permutation), () => value.AsTensor is { } make ? make(0, permutation) : Permuted(Read(node), permutation));
    }

    public string ReadFloats(Node node) => node.Element == Compiler.Ir.ElementType.Float32 ? Read(node)
        : Value(node).Form("floats", () => Cast(Read(node), OnnxType.Float));

    /// <summary>Whole numbers, what is behind their point cut off.</summary>
    public string ReadLongs(Node node) => Value(node).Form("longs", () => Cast(Read(node), OnnxType.Int64));

    public string Cast(string value, OnnxType type) => Writer.Call("Cast", [value], ("to", (long)type));

    public string Permuted(string value, int[] permutation) =>
        Writer.Call("Transpose", [value], ("perm", Array.ConvertAll(permutation, p => (long)p)));

    /// <summary>A value under another shape, whose size must be equal.</summary>
    public string Reshaped(string value, Shape from, Shape to) => Writer.Call("Reshape", [value, Sizes.ForReshape(from, to)]);

    /// <summary>A reduction along axes, which stay with size one.</summary>
    public string Reduced(string op, string value, IReadOnlyList<long> axes, bool keeps = true)
    {
        (string, object) kept = ("keepdims", keeps ? 1L : 0L);
        return op == "ReduceSum" || Opset >= 18
            ? Writer.Call(op, [value, Writer.Longs([.. axes])], kept)
            : Writer.Call(op, [value], ("axes", axes.ToArray()), kept);
    }

    private string WithAxesInFront(string value, int count) =>
        Writer.Call("Unsqueeze", [value, Writer.Longs([.. Enumerable.Range(0, count).Select(i => (long)i)])]);

    private string ChannelsLast(Node node, string first)
    {
        Shape shape = node.Shape;
        bool isVector = shape.Skip(1).Take(shape.Rank - 2).All(d => d.IsOne);
        Shape from = new(ChannelsFirst(shape.Rank).Select(axis => shape[axis]));
        return isVector ? Reshaped(first, from, shape) : Permuted(first, [0, .. Enumerable.Range(2, shape.Rank - 2), 1]);
    }

    private ExportedValue Leaf(LeafNode leaf)
    {
        Func<float[]> values = leaf switch
        {
            ParameterNode or StateNode => () => weights(leaf),
            ConstantNode constant => () => [.. constant.Values.Select(v => (float)v)],
            RateNode rate => () => [(float)rate.Value],
            _ => throw new InvalidOperationException($"{leaf.Describe()} has no value in a file."),
        };
        string name = leaf switch
        {
            ParameterNode parameter => parameter.Name,
            StateNode state => state.Name,
            _ => $"{(leaf.Layer.Length > 0 ? leaf.Layer : "model")}/constant",
        };
        long[] shape = [.. leaf.Shape.Select(d => d.Constant)];
        bool isNarrow = stored != OnnxWeights.Float32 && leaf is ParameterNode && shape.Length > 1;
        return new ExportedValue(leaf.Type)
        {
            AsTensor = (ones, permutation) =>
            {
                PermutedValues made = new([.. Enumerable.Repeat(1L, ones), .. shape], permutation);
                float[] Values() => made.Of(values());
                return isNarrow
                    ? NarrowWeights.Write(Writer.Root, stored, name, made.Shape, Array.IndexOf(permutation, made.Shape.Length - 1), Values)
                    : Writer.Tensor(name, made.Shape, Values);
            },
        };
    }
}

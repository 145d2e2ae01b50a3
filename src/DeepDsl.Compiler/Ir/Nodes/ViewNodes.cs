using System.Globalization;

namespace DeepDsl.Compiler.Ir.Nodes;

/// <summary>The same elements in the same order under another shape.</summary>
public sealed class ReshapeNode : Node
{
    public ReshapeNode(Graph graph, Node x, Shape shape)
        : base(graph, shape, x.Type, x)
    {
        if (x.Shape.Size != shape.Size)
        {
            throw new InvalidOperationException($"{x.Shape} cannot be reshaped to {shape}.");
        }
    }

    public override string Key => "reshape";

    public override Node?[] InputGradients(Node dy, bool[] wanted) => [Graph.Reshape(dy, Inputs[0].Shape)];
}

/// <summary>Result axis i is axis Permutation[i] of the input.</summary>
public sealed class TransposeNode(Graph graph, Node x, int[] permutation)
    : Node(graph, new Shape(permutation.Select(p => x.Shape[p])), x.Type, x)
{
    public IReadOnlyList<int> Permutation { get; } = permutation;

    public override string Key => $"transpose {string.Join(",", Permutation)}";

    public override Node?[] InputGradients(Node dy, bool[] wanted) =>
        [Graph.Transpose(dy, [.. Permutation.Select((p, i) => (p, i)).OrderBy(t => t.p).Select(t => t.i)])];
}

/// <summary>The elements of some axes in the opposite order.</summary>
public sealed class ReverseNode(Graph graph, Node x, int[] axes) : Node(graph, x.Shape, x.Type, x)
{
    public IReadOnlyList<int> Axes { get; } = axes;

    public override string Key => $"reverse {string.Join(",", Axes)}";

    public override Node?[] InputGradients(Node dy, bool[] wanted) => [Graph.Reverse(dy, [.. Axes])];
}

/// <summary>Elements Start to Start + Length along one axis.</summary>
public sealed class SliceNode(Graph graph, Node x, int axis, int start, int length)
    : Node(graph, x.Shape.With(axis, length), x.Type, x)
{
    public int Axis { get; } = axis;

    public int Start { get; } = start;

    public override string Key => $"slice {Axis} {Start}";

    public override Node?[] InputGradients(Node dy, bool[] wanted) =>
        [Graph.Pad(dy, Axis, Start, Inputs[0].Shape[Axis].Value - Start - Shape[Axis].Value)];
}

/// <summary>A constant before and after along one axis.</summary>
public sealed class PadNode(Graph graph, Node x, int axis, int before, int after, double value)
    : Node(graph, x.Shape.With(axis, x.Shape[axis].Value + before + after), ElementType.Float32, x)
{
    public int Axis { get; } = axis;

    public int Before { get; } = before;

    public double Value { get; } = value;

    public override string Key => $"pad {Axis} {Before} {Value.ToString("R", CultureInfo.InvariantCulture)}";

    public override Node?[] InputGradients(Node dy, bool[] wanted) => [Graph.Slice(dy, Axis, Before, Inputs[0].Shape[Axis].Value)];
}

/// <summary>Parts one after another along one axis.</summary>
public sealed class ConcatNode(Graph graph, int axis, Node[] parts)
    : Node(graph, parts[0].Shape.With(axis, parts.Sum(p => p.Shape[axis].Value)), ElementType.Float32, parts)
{
    public int Axis { get; } = axis;

    public override string Key => $"concat {Axis}";

    public override Node?[] InputGradients(Node dy, bool[] wanted)
    {
        Node?[] gradients = new Node?[Inputs.Count];
        int start = 0;
        for (int i = 0; i < Inputs.Count; i++)
        {
            int length = Inputs[i].Shape[Axis].Value;
            gradients[i] = wanted[i] ? Graph.Slice(dy, Axis, start, length) : null;
            start += length;
        }

        return gradients;
    }
}

/// <summary>The input, as a constant to differentiation.</summary>
public sealed class DetachNode(Graph graph, Node x) : Node(graph, x.Shape, x.Type, x)
{
    public override string Key => "detach";

    public override Node?[] InputGradients(Node dy, bool[] wanted) => [null];
}

using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;

namespace DeepDsl.Compiler.Build;

/// <summary>
/// Which values PyTorch has with channels before positions. [H, W, C] and [D, H, W, C] are images. [T, C] is one to convolutions and pools,
/// which want [C, T] in PyTorch; to other layers (an embedding, a dense layer at every step) it is [T, C] there too. A value whose axes the
/// model permutes itself is in the order that it asks for.
/// </summary>
internal sealed class ImageAxes
{
    private enum Origin { Unknown, Windows, Permuted }

    private readonly Dictionary<Node, Origin> _origins = [];
    private readonly HashSet<Node> _windowed;
    private readonly HashSet<Node> _readByWindows = [];
    private readonly HashSet<Node> _permuted;

    public ImageAxes(ModelGraph model)
    {
        _windowed = [.. model.Rows.Where(r => r.Layer.Op.Window(r.Layer, r.Inputs[0]) is not null).Select(r => r.Value)];
        _permuted = [.. model.Graph.Nodes.Where(n => n.AxisEffect == AxisEffect.Permutes).Select(n => n.Inputs[0])];
        foreach (Node node in model.Graph.Nodes) // inputs before readers
        {
            _origins.Add(node, From(node));
        }

        foreach (Node node in model.Graph.Nodes.Where(n => n.AxisEffect == AxisEffect.Slides))
        {
            MarkRead(node.Inputs[0]);
        }
    }

    /// <param name="image">A value of several axes.</param>
    /// <param name="vector">The same elements as one axis: made from the image, or the image from it.</param>
    public bool AreChannelsFirst(Node image, Node vector)
    {
        bool isFlattened = image.Id < vector.Id;
        bool isImage = image.Shape.Rank > 3 || (isFlattened ? _origins[image] == Origin.Windows : _readByWindows.Contains(image));
        return isImage && (isFlattened ? _origins[image] != Origin.Permuted : !_permuted.Contains(image));
    }

    /// <summary>Where a value's axes come from, seen through what works on each element, or keeps the axes; its inputs are known.</summary>
    private Origin From(Node node) => node.AxisEffect == AxisEffect.Permutes ? Origin.Permuted
        : node.AxisEffect == AxisEffect.Slides || _windowed.Contains(node) ? Origin.Windows
        : node.AxisEffect == AxisEffect.Keeps
            ? node.Inputs.Where(i => i is not LeafNode).Select(i => _origins[i]).FirstOrDefault(o => o != Origin.Unknown)
        : Origin.Unknown;

    private void MarkRead(Node read)
    {
        Stack<Node> open = new([read]);
        while (open.Count > 0)
        {
            Node node = open.Pop();
            if (_readByWindows.Add(node) && node.AxisEffect == AxisEffect.Keeps)
            {
                foreach (Node input in node.Inputs.Where(i => i.Shape.Rank == node.Shape.Rank))
                {
                    open.Push(input);
                }
            }
        }
    }
}

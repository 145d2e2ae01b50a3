using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;

namespace DeepDsl.Compiler.Passes;

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
        _permuted = [.. model.Graph.Nodes.OfType<TransposeNode>().Select(t => t.Inputs[0])];
        foreach (Node node in model.Graph.Nodes.Where(IsWindow))
        {
            MarkRead(node.Inputs[0]);
        }
    }

    /// <param name="image">A value of several axes.</param>
    /// <param name="vector">The same elements as one axis: made from the image, or the image from it.</param>
    public bool AreChannelsFirst(Node image, Node vector)
    {
        bool isFlattened = image.Id < vector.Id;
        bool isImage = image.Shape.Rank > 3 || (isFlattened ? From(image) == Origin.Windows : _readByWindows.Contains(image));
        return isImage && (isFlattened ? From(image) != Origin.Permuted : !_permuted.Contains(image));
    }

    private static bool IsWindow(Node node) => node is ConvNode or ConvInputGradientNode or PoolNode;

    /// <summary>Where a value's axes come from, seen through what works on each element, or keeps the axes.</summary>
    private Origin From(Node node)
    {
        if (!_origins.TryGetValue(node, out Origin origin))
        {
            origin = node is TransposeNode ? Origin.Permuted
                : IsWindow(node) || _windowed.Contains(node) ? Origin.Windows
                : KeepsAxes(node) ? node.Inputs.Where(i => i is not LeafNode).Select(From).FirstOrDefault(o => o != Origin.Unknown)
                : Origin.Unknown;
            _origins.Add(node, origin);
        }

        return origin;
    }

    private void MarkRead(Node node)
    {
        if (_readByWindows.Add(node) && KeepsAxes(node))
        {
            foreach (Node input in node.Inputs.Where(i => i.Shape.Rank == node.Shape.Rank))
            {
                MarkRead(input);
            }
        }
    }

    private static bool KeepsAxes(Node node) =>
        node is MapNode or ReshapeNode or SliceNode or PadNode or ConcatNode or ReverseNode or DetachNode;
}

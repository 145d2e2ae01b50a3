using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;

namespace DeepDsl.Compiler.Build;

/// <summary>
/// Finds the parameters that run over the features of a flattened image. PyTorch flattens [C, H, W], so its features have another order
/// than those of [H, W, C], and a file in its layout has the rows of a dense layer, or the vectors of a norm, in that order. The order
/// belongs to an axis of a value; axes that one primitive walks together have one order, from the flattening to whatever reads it, and
/// back from an image that a vector is reshaped to (a decoder) to the layer that made the vector.
/// </summary>
public sealed class FindTorchOrder
{
    private readonly ModelGraph _model;
    private readonly ImageAxes _images;
    private readonly Dictionary<NodeAxis, NodeAxis> _parents = [];
    private readonly Dictionary<NodeAxis, IReadOnlyList<FeatureRun>> _runs = [];
    private bool _isTooLong;

    private FindTorchOrder(ModelGraph model)
    {
        _model = model;
        _images = new ImageAxes(model);
    }

    public static TorchOrder Run(ModelGraph model)
    {
        FindTorchOrder find = new(model);
        foreach ((NodeAxis a, NodeAxis b) in model.Graph.Nodes.SelectMany(n => n.JoinedAxes))
        {
            find.Join(a, b);
        }

        find.Flatten();
        find.Concatenate();
        return find.Result();
    }

    private void Join(NodeAxis a, NodeAxis b)
    {
        (a, b) = (Root(a), Root(b));
        if (a != b)
        {
            _parents[a] = b;
        }
    }

    private NodeAxis Root(NodeAxis axis)
    {
        while (_parents.TryGetValue(axis, out NodeAxis parent))
        {
            axis = parent;
        }

        return axis;
    }

    private void Flatten()
    {
        foreach ((Node from, Node to) in _model.Reshapes)
        {
            (Node image, Node vector) = from.Shape.Rank > to.Shape.Rank ? (from, to) : (to, from);
            if (!image.Shape.WithoutBatch().IsConstant)
            {
                continue; // no parameter runs over features of a number set at run time
            }

            int channels = image.Shape.Channels.Value;
            int positions = (int)(image.Shape.WithoutBatch().Size.Constant / channels);
            if (vector.Shape.Rank == 2 && channels > 1 && positions > 1 && _images.AreChannelsFirst(image, vector))
            {
                Set(new(vector, 1), [new FeatureRun(positions, channels)]);
            }
        }
    }

    /// <summary>Features side by side keep their orders. Nodes come in order, so that a part's own parts are known.</summary>
    private void Concatenate()
    {
        foreach (ConcatNode node in _model.Graph.Nodes.OfType<ConcatNode>().Where(n => n.Shape.Rank == 2 && n.Axis == 1 && n.Shape[1].IsConstant))
        {
            IReadOnlyList<FeatureRun>[] parts = [.. node.Inputs.Select(i => Runs(new(i, 1)))];
            if (parts.Sum(p => p.Count) > Limits.FeatureRuns)
            {
                _isTooLong = true; // and may double with each that follows
            }
            else if (parts.Any(p => p.Count > 0))
            {
                Set(new(node, 1), [.. parts.SelectMany((p, i) => p.Count > 0 ? p : [new FeatureRun(1, node.Inputs[i].Shape[1].Value)])]);
            }
        }
    }

    /// <summary>One order can't serve two: values of different orders that are added have PyTorch's sum of other pairs.</summary>
    private void Set(NodeAxis axis, IReadOnlyList<FeatureRun> runs)
    {
        axis = Root(axis);
        _runs[axis] = !_runs.TryGetValue(axis, out IReadOnlyList<FeatureRun> known) || known.SequenceEqual(runs) ? runs : [];
    }

    private IReadOnlyList<FeatureRun> Runs(NodeAxis axis) =>
        _runs.TryGetValue(Root(axis), out IReadOnlyList<FeatureRun> runs) ? runs : [];

    private TorchOrder Result()
    {
        TorchOrder order = new() { IsTooLong = _isTooLong };
        foreach (Node node in _model.Graph.Nodes)
        {
            string? name = (node as ParameterNode)?.Name ?? (node as StateNode)?.Name;
            for (int fromEnd = 1; name is not null && fromEnd <= Math.Min(2, node.Shape.Rank); fromEnd++)
            {
                if (Runs(new(node, fromEnd)) is { Count: > 0 } runs)
                {
                    order.Add(name, node.Shape.Rank - fromEnd, runs);
                }
            }
        }

        return order;
    }
}

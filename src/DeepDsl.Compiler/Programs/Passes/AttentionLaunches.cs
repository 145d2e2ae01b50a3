using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>Makes the launches of attention and of its gradient, which have several results.</summary>
internal sealed class AttentionLaunches(IReadOnlyDictionary<Node, Buffer> buffers, Func<Node, Buffer> bufferOf)
{
    public Launch Build(TupleNode node)
    {
        if (node is AttentionNode a)
        {
            return new AttentionLaunch(
                a.Layer, a.Form, Inputs(a, a.Form), Random(a, a.Form), Written(a, 0) ?? Unread(a, 0), Written(a, 1),
                a.Batch, a.Queries, a.Keys);
        }

        AttentionGradientNode g = (AttentionGradientNode)node;
        int own = g.Form.InputCount;
        return new AttentionGradientLaunch(
            g.Layer, g.Form, Inputs(g, g.Form), Random(g, g.Form),
            bufferOf(g.Inputs[own]), bufferOf(g.Inputs[own + 1]), bufferOf(g.Inputs[own + 2]),
            [.. g.Results.Select((_, i) => Written(g, i) ?? Unread(g, i))], g.Batch, g.Queries, g.Keys);
    }

    private IReadOnlyList<Buffer> Inputs(Node node, AttentionForm form) =>
        [.. node.Inputs.Take(form.InputCount).Where((_, i) => i != form.Random).Select(bufferOf)];

    /// <summary>They are drawn by the kernel.</summary>
    private static RandomNode? Random(Node node, AttentionForm form) => form.Random is { } random ? (RandomNode)node.Inputs[random] : null;

    private Buffer? Written(TupleNode node, int result) =>
        buffers.TryGetValue(node.Graph.Result(node, result), out Buffer buffer) ? buffer : null;

    /// <summary>The kernel writes all of them, whoever reads them.</summary>
    private static Buffer Unread(TupleNode node, int result)
    {
        TensorType type = node.Results[result];
        return new Buffer(Roles.Of(node), type.Shape, type.Element, Views.SpaceOf(type.Shape));
    }
}

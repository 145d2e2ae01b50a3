using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Activations;

public sealed class LogSoftmax : SoftmaxOp
{
    public override string Summary => "ln(softmax(x)) along an axis, without underflow";

    public override string Reference => "torch.log_softmax(x, axis if axis < 0 else axis + 1)";

    protected override Node Apply(Node x, int axis) => Along(x, axis);

    internal static Node Along(Node x, int axis) => At(x, axis, shifted => shifted);

    /// <summary>ln(sum(exp(x))) along the axis.</summary>
    internal static Node Whole(Node x, int axis)
    {
        Node largest = x.Graph.Detach(x.Graph.Reduce(Ir.Primitives.ReduceKind.Max, x, axis));
        return largest + x.Graph.Log(x.Graph.Sum(x.Graph.Exp(x - largest), axis));
    }

    /// <summary>Where <paramref name="pick"/> takes one element along the axis, of that one: no others are computed.</summary>
    internal static Node At(Node x, int axis, Func<Node, Node> pick)
    {
        Node shifted = Shifted(x, axis);
        return pick(shifted) - x.Graph.Log(x.Graph.Sum(x.Graph.Exp(shifted), axis));
    }
}

using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Activations;

public sealed class LogSoftmax : SoftmaxOp
{
    public override string Summary => "ln(softmax(x)) along an axis, without underflow";

    public override string Reference => "torch.log_softmax(x, axis if axis < 0 else axis + 1)";

    protected override Node Apply(Node x, int axis) => Along(x, axis);

    internal static Node Along(Node x, int axis)
    {
        Node shifted = Shifted(x, axis);
        return shifted - x.Graph.Log(x.Graph.Sum(x.Graph.Exp(shifted), axis));
    }
}

using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Activations;

public sealed class Softmax : SoftmaxOp
{
    public override string Summary => "exp(x) / sum(exp(x)) along an axis";

    public override ValueRange Range => ValueRange.Unit;

    public override string Reference => "torch.softmax(x, axis if axis < 0 else axis + 1)";

    protected override Node Apply(Node x, int axis) => Along(x, axis);

    internal static Node Along(Node x, int axis)
    {
        Node exp = x.Graph.Exp(Shifted(x, axis));
        return exp / x.Graph.Sum(exp, axis);
    }
}

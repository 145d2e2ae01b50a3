using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops.Activations;

namespace DeepDsl.Compiler.Ops.Losses;

public sealed class KullbackLeibler : LossFunction
{
    public override string Summary => "sum over the last dimension of target * ln(target / probability)";

    public override IReadOnlyList<OpArgument> Arguments { get; } = [LossArguments.FromLogits];

    public override LossQuestion Question => LossQuestion.Class;

    public override LossReads Reads(LossUse use) => use.Bool("FromLogits") ? LossReads.Logits : LossReads.Probabilities;

    public override bool Check(LossUse use) => CategoricalLoss.HasClasses(use);

    public override Node PerElement(LossUse use, Node prediction, Node target)
    {
        Graph g = prediction.Graph;
        Node logP = Reads(use) == LossReads.Logits ? LogSoftmax.Along(prediction, prediction.Shape.Rank - 1) : Logarithm.OfProbability(prediction);
        Node entropy = g.Map(t => Exprs.Select(Exprs.Less(0, t), t * Exprs.Unary(UnaryOp.Log, t), 0), target); // 0 ln 0 is 0
        return g.Sum(entropy - (target * logP), -1);
    }
}

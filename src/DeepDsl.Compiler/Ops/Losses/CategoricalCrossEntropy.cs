using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Losses;

public sealed class CategoricalCrossEntropy : CategoricalLoss
{
    public override string Summary => "-ln(probability) of the target's class";

    public override LossReads Reads(LossUse use) => LossReads.Probabilities;

    protected override Node LogProbabilities(Node prediction) => Logarithm.OfProbability(prediction);

    protected override Node LogProbability(Node prediction, Func<Node, Node> ofLabel) => Logarithm.OfProbability(ofLabel(prediction));
}

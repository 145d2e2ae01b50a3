using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Losses;

public sealed class BinaryCrossEntropy : BinaryLoss
{
    public override string Summary => "-target * ln(probability) - (1 - target) * ln(1 - probability)";

    public override LossReads Reads(LossUse use) => LossReads.Probabilities;

    protected override Node Loss(LossUse use, Node prediction, Node target) => OnProbabilities(prediction, target);

    internal static Node OnProbabilities(Node p, Node target) =>
        -((target * Logarithm.OfProbability(p)) + ((1 - target) * Logarithm.OfComplement(p)));
}

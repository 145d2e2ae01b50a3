using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Losses;

public sealed class CategoricalCrossEntropy : CategoricalLoss
{
    public override string Summary => "-ln(probability) of the target's class";

    protected override Node LogProbabilities(Node prediction) => Logarithm.OfProbability(prediction);
}

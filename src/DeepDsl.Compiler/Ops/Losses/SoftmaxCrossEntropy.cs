using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops.Activations;

namespace DeepDsl.Compiler.Ops.Losses;

public sealed class SoftmaxCrossEntropy : CategoricalLoss
{
    public override string Summary => "-ln(softmax(logits)) of the target's class";

    public override LossReads Reads(LossUse use) => LossReads.Logits;

    protected override Node LogProbabilities(Node prediction) => LogSoftmax.Along(prediction, prediction.Shape.Rank - 1);

    protected override Node LogProbability(Node prediction, Func<Node, Node> ofLabel) =>
        LogSoftmax.At(prediction, prediction.Shape.Rank - 1, ofLabel);
}

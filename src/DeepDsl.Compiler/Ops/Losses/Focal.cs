using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Losses;

/// <summary>Focal loss of Lin et al. (2017): binary cross-entropy in which what is classified well already counts less.</summary>
public sealed class Focal : BinaryLoss
{
    // Below 1, the derivative of x^Gamma is infinite at 0, where a certain prediction arrives.
    private const double LeastMiss = 1e-30;

    public override string Summary =>
        "(1 - p)^Gamma * binary cross-entropy, p being the probability of the truth; Alpha weights 1 against 0 unless negative";

    public override IReadOnlyList<OpArgument> Arguments { get; } =
    [
        OpArgument.Real("Gamma", 2, 0), OpArgument.Real("Alpha", 0.25, -1, 1), LossArguments.FromLogits, LossArguments.LabelSmoothing,
        LossArguments.ClassWeights,
    ];

    public override LossReads Reads(LossUse use) => use.Bool("FromLogits") ? LossReads.Logits : LossReads.Probabilities;

    protected override Node Loss(LossUse use, Node prediction, Node target)
    {
        Graph g = prediction.Graph;
        bool fromLogits = Reads(use) == LossReads.Logits;
        Node entropy = fromLogits
            ? SigmoidCrossEntropy.OnLogits(prediction, target)
            : BinaryCrossEntropy.OnProbabilities(prediction, target);

        // 1 - sigmoid(x) as sigmoid(-x): the difference would round to 0 where the model is sure.
        Node yes = fromLogits ? g.Sigmoid(prediction) : prediction;
        Node no = fromLogits ? g.Sigmoid(-prediction) : 1 - prediction;
        Node miss = (target * no) + ((1 - target) * yes);
        double gamma = use.Real("Gamma");
        Node focus = g.Map(m => Exprs.Binary(BinaryOp.Pow, gamma < 1 ? Exprs.Binary(BinaryOp.Max, m, LeastMiss) : m, gamma), miss);
        double alpha = use.Real("Alpha");
        Node loss = focus * entropy;
        return alpha < 0 ? loss : g.Map(t => (alpha * t) + ((1 - alpha) * (1 - t)), target) * loss;
    }
}

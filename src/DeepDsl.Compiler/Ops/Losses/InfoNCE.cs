using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops.Activations;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Losses;

/// <summary>
/// Contrast of pairs, as in CLIP (Radford et al., 2021): each vector of one view is to tell its own partner among all of the other view. The
/// pairs that are told apart are those of one sample.
/// </summary>
public sealed class InfoNCE : OutputLoss
{
    public override string Summary =>
        "cross-entropy of finding each vector's partner by cosine / Temperature, both ways, among the Pairs of an output [2, Pairs, D]";

    public override IReadOnlyList<OpArgument> Arguments { get; } = [OpArgument.Real("Temperature", 0.1, min: OpArgument.AboveZero)];

    public override bool Check(LossUse use)
    {
        bool arePairs = use.OutputShape.Rank == 3 && use.OutputShape[0] == 2 && !use.OutputShape[1].IsOne;
        if (!arePairs)
        {
            use.Report(ProblemKind.LossShape,
                $"contrasts two views of at least two things, but output {use.OutputShape} is not [2, Pairs, D]; "
                + "join two outputs [1, Pairs, D] by [Concat(.., Axis = 0)], or read an input [2, Pairs, ..].", LossSpec.KindName);
        }

        return arePairs;
    }

    protected override Node PerElement(LossUse use, Node prediction)
    {
        Graph g = prediction.Graph;
        double sharpness = 1 / use.Real("Temperature");
        (Node one, Node other) = (Directions.Of(Part(prediction, 0)), Directions.Of(Part(prediction, 1)));
        Node scores = g.MatMul(one, other, transposeB: true) * sharpness;
        Node own = g.Sum(one * other, -1) * sharpness;
        Node back = g.Reshape(LogSoftmax.Whole(scores, 1), own.Shape);
        return (0.5 * (LogSoftmax.Whole(scores, 2) + back)) - own;
    }
}

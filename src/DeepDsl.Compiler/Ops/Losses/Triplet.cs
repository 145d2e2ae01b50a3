using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Losses;

public sealed class Triplet : OutputLoss
{
    /// <summary>PyTorch's: added to differences, so that a distance of 0 has a derivative.</summary>
    private const double Least = 1e-6;

    public override string Summary => "max(0, |anchor - like| - |anchor - other| + Margin), of the three parts of an output [3, .., D]";

    public override IReadOnlyList<OpArgument> Arguments { get; } = [OpArgument.Real("Margin", 1, 0)];

    public override bool Check(LossUse use)
    {
        bool areThree = use.OutputShape.Rank >= 2 && use.OutputShape[0] == 3;
        if (!areThree)
        {
            use.Report(ProblemKind.LossShape,
                $"compares an anchor with one like it and one unlike, but output {use.OutputShape} is not [3, .., D]; "
                + "join three outputs by [Concat(.., Axis = 0)], or read an input [3, ..].", LossSpec.KindName);
        }

        return areThree;
    }

    protected override Node PerElement(LossUse use, Node prediction)
    {
        Node anchor = Part(prediction, 0);
        return prediction.Graph.Max(Distance(anchor, Part(prediction, 1)) - Distance(anchor, Part(prediction, 2)) + use.Real("Margin"), 0);
    }

    private static Node Distance(Node a, Node b)
    {
        Node difference = a - b + Least;
        return a.Graph.Sqrt(a.Graph.Sum(difference * difference, -1));
    }
}

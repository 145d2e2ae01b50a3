using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Losses;

/// <summary>Compares parts of the output with one another: there is no target.</summary>
public abstract class OutputLoss : LossFunction
{
    public sealed override bool TakesTargets => false;

    public sealed override StepUse Steps => StepUse.Mixes;

    public override LossQuestion Question => LossQuestion.Unknown;

    public override LossReads Reads(LossUse use) => LossReads.Numbers;

    public sealed override Node PerElement(LossUse use, Node prediction, Node target) => PerElement(use, prediction);

    protected abstract Node PerElement(LossUse use, Node prediction);

    /// <summary>One of the parts that lie one behind the other along the first axis behind the batch.</summary>
    protected static Node Part(Node prediction, int index)
    {
        Node part = prediction.Graph.Slice(prediction, 1, index, 1);
        return prediction.Graph.Reshape(part, new Shape(part.Shape.Where((_, axis) => axis != 1)));
    }
}

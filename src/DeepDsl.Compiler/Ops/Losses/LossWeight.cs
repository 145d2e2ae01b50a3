using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Losses;

/// <summary>
/// The share of a loss in the trained sum. Where a model has several it is a number that the program may change, and a loss of weight 0 is as
/// good as none: whatever stands in its labels, a NaN even, reaches neither the sum nor a gradient.
/// </summary>
public sealed class LossWeight
{
    private readonly double _declared;
    private readonly Node? _number;

    /// <param name="losses">In source order.</param>
    /// <param name="index">Which of them.</param>
    /// <param name="model">Whose outputs they read.</param>
    /// <param name="graph">That of the loss.</param>
    public LossWeight(IReadOnlyList<LossUse> losses, int index, ModelGraph model, Graph graph)
    {
        _declared = losses[index].Weight;
        if (losses.Count > 1)
        {
            RateInfo rate = new($"loss{index + 1}.weight", _declared, RateRange.Any) { Loss = index };
            model.Declare(rate);
            _number = graph.Reshape(graph.Rate(model.Training ? rate.Name : rate.EvaluatedName, Exprs.Arg(0), _declared), Shape.Scalar);
        }
    }

    /// <summary>What the loss reads of an output.</summary>
    public Node Read(Node output) => OrZero(output, (x, _) => x);

    /// <summary>What the loss adds to the sum.</summary>
    public Node Weigh(Node mean) => _number is null ? mean * _declared : OrZero(mean, (x, weight) => x * weight);

    private Node OrZero(Node value, Func<Expr, Expr, Expr> function) => _number is null ? value : value.Graph.Map(
        (x, weight) => Exprs.Select(Exprs.Binary(BinaryOp.Equal, weight, 0), 0, function(x, weight)), value, _number);
}

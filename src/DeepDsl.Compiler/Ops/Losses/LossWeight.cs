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

    /// <summary>
    /// The numbers that the loss is to compare with: ones where it weighs nothing, since 0 times a gradient that is not a number would be
    /// none either.
    /// </summary>
    public Node Targets(Node numbers) => Unless0(numbers, 1, (x, _) => x);

    /// <summary>What the loss adds to the sum.</summary>
    public Node Weigh(Node mean) => _number is null ? mean * _declared : Unless0(mean, 0, (x, weight) => x * weight);

    private Node Unless0(Node value, double otherwise, Func<Expr, Expr, Expr> function) => _number is null ? value : value.Graph.Map(
        (x, weight) => Exprs.Select(Exprs.Binary(BinaryOp.Equal, weight, 0), otherwise, function(x, weight)), value, _number);
}

namespace DeepDsl;

/// <summary>
/// What wrong predictions cost, per prediction. <see cref="Thresholds"/> finds the threshold at which that is least.
/// </summary>
public sealed class MisclassificationCost : ClassMetric
{
    private readonly double[,] _costs;

    /// <summary>Costs of yes and no, or of two classes.</summary>
    /// <param name="falseYes">Of a no, or of the first class, taken for the other.</param>
    /// <param name="falseNo">Of a yes, or of the second class, taken for the other.</param>
    public MisclassificationCost(double falseYes, double falseNo)
        : this(new[,] { { 0, falseYes }, { falseNo, 0 } })
    {
    }

    /// <summary>Costs of classes.</summary>
    /// <param name="costs">Of each true class (rows) predicted as each class (columns), <c>[Classes, Classes]</c>; below 0 for a gain.</param>
    public MisclassificationCost(double[,] costs)
        : base("cost")
    {
        ArgumentNullException.ThrowIfNull(costs);
        if (costs.GetLength(0) != costs.GetLength(1))
        {
            throw new ArgumentException(
                $"Costs are of each true class by each predicted one, but there are [{costs.GetLength(0)}, {costs.GetLength(1)}] of them.", nameof(costs));
        }
        _costs = (double[,])costs.Clone();
    }

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    public override double Value
    {
        get
        {
            double sum = 0;
            double count = 0;
            for (int truth = 0; truth < ClassCount; truth++)
            {
                for (int prediction = 0; prediction < ClassCount; prediction++)
                {
                    sum += _costs[truth, prediction] * Cell(truth, prediction);
                    count += Cell(truth, prediction);
                }
            }
            return Ratio(sum, count);
        }
    }

    private protected override void CheckClasses(int classes)
    {
        base.CheckClasses(classes);
        if (classes != _costs.GetLength(0))
        {
            throw new InvalidOperationException(
                $"Metric '{Name}' has costs of {_costs.GetLength(0)} classes, but this output has {classes}. Give one of each pair of them.");
        }
    }
}

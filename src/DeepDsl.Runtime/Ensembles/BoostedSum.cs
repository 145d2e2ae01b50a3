namespace DeepDsl;

/// <summary>What the members so far say together of the training set, and what is missing.</summary>
internal sealed class BoostedSum
{
    private readonly Dataset _data;
    private readonly DataColumn _target;
    private readonly float[] _weights;
    private readonly bool _yesNo;
    private readonly double[] _truths;
    private readonly double[] _sums;

    /// <param name="data">No two samples share a row.</param>
    /// <param name="yesNo">Whether sums are log-odds.</param>
    public BoostedSum(Dataset data, bool yesNo)
    {
        EnsembleChecks.Demand(data.Count > 0, "The training set is empty; boosting begins with the mean of at least one sample.");
        EnsembleChecks.Demand(data.Targets.Count == 1, $"The training set has {data.Targets.Count} targets; boosting takes one.");
        (_data, _target, _weights, _yesNo) = (data, data.Targets[0], data.WeightArray(), yesNo);
        _truths = yesNo ? Array.ConvertAll(data.YesNoOrClasses(), y => y > 0 ? 1.0 : 0) : Numbers(data);
        Start = Means();
        if (yesNo)
        {
            EnsembleChecks.Demand(Start[0] is > 0 and < 1, "All samples of the training set have the same answer; give some of yes and some of no.");
            Start = [MetricBatch.LogOdds(Start[0])];
        }
        _sums = new double[_truths.Length];
        for (int i = 0; i < _sums.Length; i++)
        {
            _sums[i] = Start[i % Start.Length];
        }
    }

    /// <summary>The constants that the sum begins with: the best ones without any model.</summary>
    public double[] Start { get; }

    private int Width => _truths.Length / _data.Count;

    /// <summary>The negative gradient of the loss, as a target column.</summary>
    public DataColumn Residuals()
    {
        float[] residuals = new float[_target.Rows * Width];
        for (int i = 0; i < _truths.Length; i++)
        {
            double said = _yesNo ? MetricBatch.Sigmoid(_sums[i]) : _sums[i];
            residuals[(_data.Rows[i / Width] * Width) + (i % Width)] = (float)(_truths[i] - said);
        }
        return new DataColumn(_target.Name, residuals, Width);
    }

    public void Add(ReadOnlySpan<float> values, double rate)
    {
        EnsembleChecks.Demand(
            values.Length == _sums.Length, $"The target has {Width} numbers a sample, but a member gives {values.Length / _data.Count}; they must be as many.");
        for (int i = 0; i < _sums.Length; i++)
        {
            _sums[i] += rate * values[i];
        }
    }

    public double Loss()
    {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < _sums.Length; i++)
        {
            double weight = _weights[i / Width];
            weights += weight;
            sum += weight * (_yesNo
                ? SoftPlus(_truths[i] > 0 ? -_sums[i] : _sums[i])
                : (_truths[i] - _sums[i]) * (_truths[i] - _sums[i]));
        }
        return sum / weights;
    }

    /// <summary>ln(1 + exp(x)), which does not overflow.</summary>
    private static double SoftPlus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    private static double[] Numbers(Dataset data)
    {
        DataColumn target = data.Targets[0];
        EnsembleChecks.Demand(
            !target.IsInt, $"Target '{target.Name}' holds ints, which are classes; give floats, set YesNo = true where they are 0 and 1, or take {nameof(AdaBoost)}.");
        double[] numbers = new double[data.Count * target.Width];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = data.Target(i / target.Width)[i % target.Width];
        }
        return numbers;
    }

    private double[] Means()
    {
        double[] means = new double[Width];
        double weights = _weights.Sum(w => (double)w);
        EnsembleChecks.Demand(weights > 0, "No sample of the training set has a weight above 0, so there is nothing to train on.");
        for (int i = 0; i < _truths.Length; i++)
        {
            means[i % Width] += _weights[i / Width] * _truths[i] / weights;
        }
        return means;
    }
}

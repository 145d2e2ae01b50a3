namespace DeepDsl;

/// <summary>Writes down the loss of each update of a search, and ends it where the loss explodes.</summary>
internal sealed class RateSearchRecord(LearningRateSearchOptions options) : Callback
{
    private readonly List<RatePoint> _points = [];
    private double _sum;
    private double _weight;
    private double _lowest = double.PositiveInfinity;

    public IReadOnlyList<RatePoint> Points => _points;

    /// <inheritdoc/>
    protected internal override void OnBatchEnd(FitContext context)
    {
        double loss = context.Loss;
        _sum = (options.Smoothing * _sum) + ((1 - options.Smoothing) * loss);
        _weight = (options.Smoothing * _weight) + (1 - options.Smoothing);
        double smoothed = _sum / _weight;
        _points.Add(new(context.LearningRate, loss, smoothed));
        _lowest = Math.Min(_lowest, smoothed);
        if (smoothed - _lowest > (options.StopFactor - 1) * Math.Abs(_lowest))
        {
            context.Stop("The loss explodes.");
        }
        else if (_points.Count == options.Updates)
        {
            context.Stop("All rates are tried.");
        }
    }
}

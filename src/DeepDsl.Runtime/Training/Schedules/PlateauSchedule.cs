using System.Globalization;

namespace DeepDsl;

/// <summary>Multiplies the rate by <paramref name="factor"/> when a monitored value has stopped improving.</summary>
public sealed class PlateauSchedule(double factor = 0.1, int patience = 10) : LearningRateSchedule
{
    /// <summary>Smaller reductions than this are not worth making.</summary>
    private const double SmallestChange = 1e-8;

    private double _rate = double.NaN;
    private double _best = double.NaN;
    private int _badEpochs;
    private int _coolingEpochs;

    /// <summary>The monitored value, as in <see cref="EpochResult.Value"/>; empty for the validation loss, or else the loss.</summary>
    public string Monitor { get; init; } = "";

    /// <summary>Whether the monitored value should rise.</summary>
    public bool Maximize { get; init; }

    /// <summary>Improvements below this part of the best value do not count.</summary>
    public double Threshold { get; init; } = 1e-4;

    /// <summary>Epochs after a reduction in which nothing is counted.</summary>
    public int Cooldown { get; init; }

    /// <summary>Never below this rate.</summary>
    public double Minimum { get; init; }

    /// <inheritdoc/>
    protected override double RateAt(in ScheduleMoment moment) => double.IsNaN(_rate) ? moment.BaseRate : _rate;

    /// <inheritdoc/>
    protected internal override void Start() => LoadState([double.NaN, double.NaN, 0, 0]);

    /// <inheritdoc/>
    protected internal override void OnEpochEnd(EpochResult epoch, double baseRate) => Observe(
        epoch.Monitored(Monitor, nameof(PlateauSchedule)), baseRate);

    internal void Observe(double value, double baseRate)
    {
        bool improved = double.IsNaN(_best) || (Maximize ? value > _best * (1 + Threshold) : value < _best * (1 - Threshold));
        _best = improved ? value : _best;
        _badEpochs = improved ? 0 : _badEpochs + 1;
        if (_coolingEpochs > 0)
        {
            _coolingEpochs--;
            _badEpochs = 0;
        }
        if (_badEpochs > patience)
        {
            double old = double.IsNaN(_rate) ? baseRate : _rate;
            double reduced = Math.Max(old * factor, Minimum);
            _rate = old - reduced > SmallestChange ? reduced : old;
            _coolingEpochs = Cooldown;
            _badEpochs = 0;
        }
    }

    /// <inheritdoc/>
    protected internal override double[] SaveState() => [_rate, _best, _badEpochs, _coolingEpochs];

    /// <inheritdoc/>
    protected internal override void LoadState(double[] state)
    {
        if (state is not [double rate, _, double bad, double cooling]
            || !(double.IsNaN(rate) || TrainOptions.IsLearningRate(rate)) || !IsCount(bad) || !IsCount(cooling))
        {
            throw new InvalidDataException(
                $"The saved state of {nameof(PlateauSchedule)} ({Listing.Of(state, Number)}) should be a rate or NaN, "
                + "the best value, and two counts of epochs: the checkpoint is damaged.");
        }
        (_rate, _best) = (state[0], state[1]);
        (_badEpochs, _coolingEpochs) = ((int)state[2], (int)state[3]);
    }

    private static bool IsCount(double value) => value is >= 0 and <= int.MaxValue && double.IsInteger(value);

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}

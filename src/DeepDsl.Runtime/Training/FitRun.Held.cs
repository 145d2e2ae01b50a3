namespace DeepDsl;

/// <summary>What the device of a fit holds of its data.</summary>
internal sealed partial class FitRun
{
    private readonly HeldColumns _held;

    /// <summary>Not what <see cref="AugmentedTrainingData"/> makes, nor a stream, which are other samples each time.</summary>
    private void HoldData()
    {
        int passes = Options.Epochs - Position.Epoch;
        if (_data is WholeTrainingData)
        {
            _held.Add(_data.Binding, passes, _plan.BatchSize);
        }
        if (_validation != null)
        {
            _held.Add(_validation, passes, _plan.BatchSize);
        }
    }
}

namespace DeepDsl;

/// <summary>
/// On a device that computes while the host goes on, a fit asks for many updates before it reads a loss. It reads where somebody looks, at the
/// end of an epoch, and where no more can be kept.
/// </summary>
internal sealed partial class FitRun
{
    private PendingSteps? _pending;

    /// <summary>Loss of the last update's samples.</summary>
    public double LastLoss
    {
        get
        {
            Settle();
            return _lastLoss;
        }
    }

    /// <summary>Takes in the losses and metrics of all updates that were asked for.</summary>
    /// <exception cref="TrainingDivergedException">
    /// One of them is not finite. No update was made from there on, and the fit stands before it.
    /// </exception>
    public void Settle()
    {
        if (_pending is not { Count: > 0 } pending)
        {
            return;
        }
        PendingSteps.Step[] steps = pending.Settle();
        for (int i = 0; i < steps.Length; i++)
        {
            PendingSteps.Step step = steps[i];
            ReadOnlySpan<int> rows = _data.Rows(step.Start, step.Length);
            double loss = pending.Loss(i);
            if (!double.IsFinite(loss))
            {
                Position = step.Before with { LossSum = Position.LossSum, WeightSum = Position.WeightSum };
                Batch = Position.Batch;
                Network.ForgetUpdates(steps.Length - i);
                Network.Training.LearningRate = _rate = step.Rate;
                throw Diverged(FormattableString.Invariant($"The loss became {loss}"), rows);
            }
            pending.Measure(i, rows);
            _lastLoss = step.Weight == 0 ? 0 : loss * step.Weight / step.Weight;
            StepInstruments.Measured(Network, _lastLoss);
            Position = Position with
            {
                LossSum = Position.LossSum + (_lastLoss * step.Weight),
                WeightSum = Position.WeightSum + step.Weight,
            };
        }
    }

    /// <summary>Asks for an update, where the device takes it as a whole; false where its parts have to be run.</summary>
    private bool RunAhead(ReadOnlySpan<int> rows, int start)
    {
        if (Network.Backend.Queue is not { } queue || Network.OnGradients != null || Options.Carried != null || rows.Length > _plan.BatchSize
            || !_data.AreFinite || StepInstruments.HasNormListener || _data.Whole != _data.Binding)
        {
            // What is run in parts is judged at once, and so must be what came before.
            Settle();
            return false;
        }
        _pending ??= new(Network, queue, _data.Binding, _metrics, _plan.BatchSize);
        if (_pending.IsFull)
        {
            Settle();
        }
        _pending.Run(rows, start, Position);
        return true;
    }
}

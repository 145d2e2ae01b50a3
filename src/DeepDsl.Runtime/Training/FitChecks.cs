namespace DeepDsl;

/// <summary>Refuses what a fit cannot do, before it starts.</summary>
internal static class FitChecks
{
    public static void Options(FitOptions options)
    {
        Demand(options.Epochs >= 1, $"FitOptions.Epochs is {options.Epochs}; it must be at least 1.");
        Demand(options.BatchSize >= 0, $"FitOptions.BatchSize is {options.BatchSize}; it must be positive, or 0 for the model's own.");
        Demand(options.AccumulateSteps >= 1, $"FitOptions.AccumulateSteps is {options.AccumulateSteps}; it must be at least 1.");
        Demand(
            options.ValidationFraction is >= 0 and < 1,
            FormattableString.Invariant($"FitOptions.ValidationFraction is {options.ValidationFraction}; it must lie from 0 to below 1."));
        Demand(
            options.Validation == null || options.ValidationFraction == 0,
            "FitOptions has both Validation and ValidationFraction; give one of them.");
    }

    /// <summary>A fit goes on only where it would see the batches that it would have seen.</summary>
    public static void Resume(FitSnapshot snapshot, in FitPlan plan, int metrics)
    {
        if (plan.Difference(snapshot.Plan) is string difference)
        {
            throw new InvalidOperationException(
                $"This fit has {difference}, so it cannot resume the saved one. Give the same data and options, or set Resume = false.");
        }
        FitPosition position = snapshot.Position;
        bool inside = position.Batch >= 0 && position.Batch <= plan.Updates && position.Epoch >= 0 && position.Step >= 0;
        if (!inside || snapshot.History.Count != position.Epoch)
        {
            throw new InvalidDataException(
                $"The saved fit stands in epoch {position.Epoch + 1} at update {position.Batch} of {plan.Updates}, with "
                + $"{snapshot.History.Count} epochs of history: the checkpoint is damaged.");
        }
        if (position.Batch > 0 && snapshot.MetricSums.Count != metrics)
        {
            throw new InvalidOperationException(
                $"This fit has {metrics} metrics but the saved one, which stopped inside an epoch, had {snapshot.MetricSums.Count}. "
                + "Give the same metrics, or set Resume = false.");
        }
    }

    private static void Demand(bool condition, string message)
    {
        if (!condition)
        {
            throw new ArgumentException(message);
        }
    }
}

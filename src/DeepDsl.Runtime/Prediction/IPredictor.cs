namespace DeepDsl;

/// <summary>What gives predictions for a data set: a model, or several as one.</summary>
public interface IPredictor
{
    /// <summary>What it says of each sample, in their order.</summary>
    /// <param name="data">Columns of the inputs, matched by name, or else by position; targets are not looked at, and need not be there.</param>
    /// <param name="batchSize">Samples at a time; 0 for the model's own.</param>
    Predictions Predict(Dataset data, int batchSize = 0);

    /// <summary>Metrics on a data set, and the loss of a model that has one.</summary>
    /// <param name="data">Columns are matched with inputs and losses by name, or else by position.</param>
    /// <param name="metrics">What to measure; null for the usual ones.</param>
    /// <param name="batchSize">Samples at a time; 0 for the model's own.</param>
    EvaluationResult Evaluate(Dataset data, IReadOnlyList<Metric>? metrics = null, int batchSize = 0) =>
        Predict(data, batchSize).Evaluate(data, metrics);
}

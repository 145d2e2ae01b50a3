using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>What was said of the samples of a data set, in their order.</summary>
public sealed class Predictions
{
    private readonly NetworkDefinition _model;
    private readonly PredictedOutput[] _outputs;
    private readonly bool? _areScores;

    /// <param name="model">Whose outputs they are, or those of several of its kind together.</param>
    /// <param name="count">Of the samples.</param>
    /// <param name="symbols">The dimensions that the data set has.</param>
    /// <param name="values">Of each output.</param>
    /// <param name="probabilities">Of each output; the same memory where they are equal.</param>
    /// <param name="areScores">Whether values are scores; null where the losses of the model tell.</param>
    internal Predictions(
        NetworkDefinition model, int count, SymbolValues symbols, float[][] values, float[][] probabilities, bool? areScores = null)
    {
        _model = model;
        _areScores = areScores;
        _outputs = [.. values.Select((v, i) => new PredictedOutput(model, i, symbols, v, probabilities[i], areScores))];
        Count = count;
        Symbols = symbols;
        Outputs = Array.AsReadOnly(_outputs);
    }

    /// <summary>Number of samples.</summary>
    public int Count { get; }

    /// <summary>The outputs, in the order of the model.</summary>
    public IReadOnlyList<PredictedOutput> Outputs { get; }

    /// <summary>An output by name.</summary>
    public PredictedOutput this[string output] => Array.Find(_outputs, o => o.Name == output) ?? throw new ArgumentException(
        $"{_model.Name} has no output '{Listing.Short(output)}'; there are {Listing.Quoted([.. _outputs.Select(o => o.Name)])}.", nameof(output));

    /// <summary><see cref="PredictedOutput.Values"/> of the first output.</summary>
    public ReadOnlySpan<float> Values => _outputs[0].Values;

    /// <summary><see cref="PredictedOutput.Probabilities"/> of the first output.</summary>
    public ReadOnlySpan<float> Probabilities => _outputs[0].Probabilities;

    internal NetworkDefinition Model => _model;

    internal SymbolValues Symbols { get; }

    /// <summary><see cref="PredictedOutput.Labels"/> of the first output.</summary>
    public int[] Labels() => _outputs[0].Labels();

    /// <summary>
    /// Measures them by the targets of the same samples. There is no loss, which is a model's own: <see cref="LogLoss"/> and
    /// <see cref="MeanSquaredErrorMetric"/> say it of any.
    /// </summary>
    /// <param name="data">The samples that they are of, in the same order.</param>
    /// <param name="metrics">What to measure; null for the accuracy where there are classes, else for the mean squared error.</param>
    public EvaluationResult Evaluate(Dataset data, IReadOnlyList<Metric>? metrics = null)
    {
        DatasetBinding binding = new(_model, data, "the data set");
        if (data.Count != Count)
        {
            throw new ArgumentException(
                $"There are predictions of {Count} samples, but the data set has {data.Count}; give the data set that they were made of.", nameof(data));
        }

        BatchMetrics measured = new(_model, metrics ?? Usual());
        measured.Reset();
        DataBatch all = new(data.Rows, binding.Symbols);
        measured.Update(new Given(_outputs), binding, all, _areScores);
        return new EvaluationResult(double.NaN, measured.Values(), Count) { Matrices = measured.Matrices(), HasLoss = false };
    }

    private Metric[]? Usual() =>
        _model.Losses[0].IntTargetShape != null ? null : _areScores == true ? [new BinaryAccuracy()] : [new MeanSquaredErrorMetric()];

    private readonly struct Given(PredictedOutput[] outputs) : IBatchOutputs
    {
        public ReadOnlySpan<float> Output(int output) => outputs[output].Values;
    }
}

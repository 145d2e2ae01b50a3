using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>One output for each of the samples of a data set, in their order.</summary>
public sealed class PredictedOutput
{
    private readonly float[] _values;
    private readonly float[] _probabilities;
    private readonly int[] _shape;
    private readonly LossDefinition? _loss;
    private readonly string _model;

    /// <param name="model">Whose output it is.</param>
    /// <param name="output">Which.</param>
    /// <param name="symbols">The dimensions that the data set has.</param>
    /// <param name="values">As the model gives them.</param>
    /// <param name="probabilities">The same memory where they are equal.</param>
    /// <param name="areScores">Whether values are scores; null where the loss tells.</param>
    internal PredictedOutput(
        NetworkDefinition model, int output, in SymbolValues symbols, float[] values, float[] probabilities, bool? areScores)
    {
        ValueDefinition definition = model.Outputs[output];
        SymbolValues at = symbols;
        _model = model.Name;
        _shape = definition.Sizes is { } sizes ? Array.ConvertAll(sizes, s => (int)s.At(at)) : definition.Shape;
        _loss = Array.Find(model.Losses, l => l.Output == output && l.HasTarget);
        Name = definition.Name;
        Width = Shapes.Product(_shape);
        HasScores = areScores ?? _loss is { IsOnScores: true };
        (_values, _probabilities) = (values, probabilities);
    }

    /// <summary>Name of the output.</summary>
    public string Name { get; }

    /// <summary>Shape of one sample.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    /// <summary>Values of one sample.</summary>
    public int Width { get; }

    /// <summary>Sample after sample what <c>Predict</c> of the model gives: <c>[Count, Shape]</c>. Of an ensemble, see there.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>
    /// Sample after sample what <c>PredictProbabilities</c> of the model gives, with the softmax or sigmoid that the loss applies itself:
    /// <c>[Count, Shape]</c>. Without such a loss they are the values.
    /// </summary>
    public ReadOnlySpan<float> Probabilities => _probabilities;

    /// <summary>Whether the values are scores, and other numbers than the probabilities.</summary>
    internal bool HasScores { get; }

    /// <summary>Whether each value is a yes or no of its own; not where a row's values compete.</summary>
    internal bool IsYesNo => Classes == 1 || _loss is { IsYesOrNo: true };

    /// <summary>Whether it tells classes at all, and no numbers.</summary>
    internal bool HasClasses => HasScores || (_loss == null ? Classes > 1 : _loss.IntTargetShape != null || _loss.IsYesOrNo);

    /// <summary>Size of the last dimension.</summary>
    internal int Classes => _shape.Length == 0 ? 1 : _shape[^1];

    /// <summary>The values of one sample.</summary>
    public ReadOnlySpan<float> Of(int sample) => _values.AsSpan(sample * Width, Width);

    /// <summary>
    /// The class of each row, the first of those with the highest score; of outputs of yes and no 1 or 0 for each value. So one int a sample,
    /// or as many as it has rows or questions.
    /// </summary>
    public int[] Labels()
    {
        if (!HasClasses)
        {
            throw new InvalidOperationException(
                $"Output '{Name}' of {_model} has no classes{(_loss == null ? "" : $", since {_loss.Kind} is a loss of numbers")}; read {nameof(Values)}.");
        }

        MetricBatch batch = new() { Scores = _values, Classes = Classes, Logits = HasScores, ElementWise = IsYesNo };
        int[] labels = new int[IsYesNo ? _values.Length : batch.Rows];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = batch.Decide(i, threshold: 0.5);
        }
        return labels;
    }

    internal float[] ValueArray => _values;

    internal float[] ProbabilityArray => _probabilities;
}

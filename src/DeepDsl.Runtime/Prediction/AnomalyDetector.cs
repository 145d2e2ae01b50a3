namespace DeepDsl;

/// <summary>
/// Tells samples unlike those that it knows: what restores its input, an autoencoder or <see cref="PrincipalComponents"/>, was trained on
/// clean data, and restores others worse. A sample is an anomaly where its error, the mean of the squared differences, is above a threshold.
/// </summary>
public sealed class AnomalyDetector
{
    private readonly Func<Dataset, float[]> _restore;
    private readonly int _input;

    private AnomalyDetector(Func<Dataset, float[]> restore, double threshold, int input)
    {
        (_restore, _input) = (restore, input);
        Threshold = threshold;
    }

    /// <summary>The largest error of what is no anomaly.</summary>
    public double Threshold { get; }

    /// <summary>A detector with the threshold that a part of clean samples stays below, which <paramref name="model"/> was not trained on.</summary>
    /// <param name="model">Whose first output, as probabilities where its loss is on scores, restores the input.</param>
    /// <param name="clean">Samples without anomalies.</param>
    /// <param name="part">Of the clean samples that are to be taken for clean.</param>
    /// <param name="input">Which input is restored.</param>
    public static AnomalyDetector Fit(IPredictor model, Dataset clean, double part = 0.99, int input = 0) =>
        Fit(Restoring(model), clean, part, input);

    /// <inheritdoc cref="Fit(IPredictor, Dataset, double, int)"/>
    /// <param name="components">Which restore the input from its places along them.</param>
    public static AnomalyDetector Fit(PrincipalComponents components, Dataset clean, double part = 0.99, int input = 0) =>
        Fit(Restoring(components, input), clean, part, input);

    /// <summary>A detector with a threshold that was found before, and saved with whatever restores.</summary>
    public static AnomalyDetector At(IPredictor model, double threshold, int input = 0) => new(Restoring(model), Checked(threshold), input);

    /// <inheritdoc cref="At(IPredictor, double, int)"/>
    public static AnomalyDetector At(PrincipalComponents components, double threshold, int input = 0) =>
        new(Restoring(components, input), Checked(threshold), input);

    /// <summary>The error of each sample.</summary>
    public float[] Errors(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        float[] restored = _restore(data);
        DataColumn column = data.Inputs[_input];
        if (restored.Length != data.Count * column.Width)
        {
            throw new ArgumentException(
                $"Input '{column.Name}' has {column.Width} values a sample, but {(data.Count == 0 ? 0 : restored.Length / data.Count)} are restored; an anomaly is told by as "
                + "many values as the input has.",
                nameof(data));
        }
        float[] errors = new float[data.Count];
        for (int i = 0; i < errors.Length; i++)
        {
            ReadOnlySpan<float> sample = data.Input(i, _input);
            double sum = 0;
            for (int j = 0; j < sample.Length; j++)
            {
                double difference = (double)sample[j] - restored[(i * sample.Length) + j];
                sum += difference * difference;
            }
            errors[i] = (float)(sum / sample.Length);
        }
        return errors;
    }

    /// <summary>Whether each sample is an anomaly; one whose error is no number is.</summary>
    public bool[] AreAnomalies(Dataset data) => Array.ConvertAll(Errors(data), error => !(error <= Threshold));

    private static AnomalyDetector Fit(Func<Dataset, float[]> restore, Dataset clean, double part, int input)
    {
        ArgumentNullException.ThrowIfNull(clean);
        if (!(part is > 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(part), FormattableString.Invariant($"The part of clean samples is above 0 and at most 1, found {part}."));
        }
        if (clean.Count == 0)
        {
            throw new ArgumentException("There is no clean sample to choose a threshold by; give some that the model was not trained on.", nameof(clean));
        }
        float[] errors = new AnomalyDetector(restore, 0, input).Errors(clean);
        double threshold = Quantile.Of([.. errors.Select(e => (double)e).Order()], part);
        return new AnomalyDetector(restore, Checked(threshold), input);
    }

    private static Func<Dataset, float[]> Restoring(IPredictor model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return data => model.Predict(data).Outputs[0].ProbabilityArray;
    }

    private static Func<Dataset, float[]> Restoring(PrincipalComponents components, int input)
    {
        ArgumentNullException.ThrowIfNull(components);
        return data => components.Restore(components.Apply(data.InputArray(input)));
    }

    private static double Checked(double threshold) => double.IsFinite(threshold) && threshold >= 0
        ? threshold
        : throw new ArgumentException(FormattableString.Invariant($"A threshold of errors is a finite number of at least 0, found {threshold}; look for samples that are no numbers."));
}

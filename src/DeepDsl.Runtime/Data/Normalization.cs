namespace DeepDsl;

/// <summary>
/// A fitted scaling <c>(x - Offset) / Scale</c>, one pair per feature. Fit it on the training set alone and apply it to every other set
/// and to what is predicted later.
/// </summary>
public sealed class Normalization
{
    private const string OffsetKey = "offset";
    private const string ScaleKey = "scale";

    private readonly float[] _offset;
    private readonly float[] _scale;

    private Normalization(float[] offset, float[] scale)
    {
        _offset = offset;
        _scale = scale;
    }

    /// <summary>Mean, minimum or median of each feature.</summary>
    public ReadOnlySpan<float> Offset => _offset;

    /// <summary>Deviation, range or distance between quarters of each feature; 1 where a feature is constant.</summary>
    public ReadOnlySpan<float> Scale => _scale;

    /// <summary>Measures the features of one input.</summary>
    public static Normalization Fit(Dataset data, NormalizationKind kind = NormalizationKind.Standard, int input = 0) =>
        Fit(data, kind, data.Inputs[input].Width, (sample, feature) => data.Input(sample, input)[feature]);

    /// <summary>Measures the numbers of one target, so that a model learns them in units of their spread; <see cref="Restore"/> gives theirs back.</summary>
    public static Normalization FitTargets(Dataset data, NormalizationKind kind = NormalizationKind.Standard, int target = 0) =>
        Fit(data, kind, data.Targets[target].Width, (sample, number) => data.Target(sample, target)[number]);

    private static Normalization Fit(Dataset data, NormalizationKind kind, int width, Func<int, int, float> value)
    {
        if (data.Count == 0)
        {
            throw new ArgumentException("A normalization cannot be fitted on an empty data set.", nameof(data));
        }
        (float[] offset, float[] scale) = (new float[width], new float[width]);
        double[] values = new double[data.Count];
        for (int i = 0; i < offset.Length; i++)
        {
            for (int n = 0; n < values.Length; n++)
            {
                values[n] = value(n, i);
            }
            NumberScale fitted = NumberScale.Of(values, kind);
            (offset[i], scale[i]) = ((float)fitted.Offset, (float)fitted.Scale);
        }
        return new Normalization(offset, scale);
    }

    /// <summary>A copy of the data set with one input scaled; the other columns are shared.</summary>
    public Dataset Apply(Dataset data, int input = 0)
    {
        DataColumn column = data.Inputs[input];
        CheckWidth(column.Width, $"Input '{column.Name}'");
        float[] scaled = column.Floats.AsSpan().ToArray();
        Apply(scaled);
        return data.WithInput(input, new DataColumn(column.Name, scaled, column.Width));
    }

    /// <summary>A copy of the data set with one target scaled; the other columns are shared.</summary>
    public Dataset ApplyToTargets(Dataset data, int target = 0)
    {
        DataColumn column = data.Targets[target];
        CheckWidth(column.Width, $"Target '{column.Name}'");
        float[] scaled = column.Floats.AsSpan().ToArray();
        Apply(scaled);
        return data.WithTarget(target, new DataColumn(column.Name, scaled, column.Width));
    }

    /// <summary>Scales one or more samples in place.</summary>
    public void Apply(Span<float> samples)
    {
        CheckSamples(samples);
        for (; samples.Length > 0; samples = samples[_offset.Length..])
        {
            for (int i = 0; i < _offset.Length; i++)
            {
                samples[i] = (samples[i] - _offset[i]) / _scale[i];
            }
        }
    }

    /// <summary>The reverse, in place: of what was scaled, or what a model predicts that learned scaled targets, the numbers in their own unit.</summary>
    public void Restore(Span<float> samples)
    {
        CheckSamples(samples);
        for (; samples.Length > 0; samples = samples[_offset.Length..])
        {
            for (int i = 0; i < _offset.Length; i++)
            {
                samples[i] = (samples[i] * _scale[i]) + _offset[i];
            }
        }
    }

    /// <summary>Writes the scaling as a safetensors file.</summary>
    public void Save(string path) =>
        SafetensorsFile.Write(
            path,
            [
                SafetensorsTensor.FromFloats(OffsetKey, [_offset.Length], _offset),
                SafetensorsTensor.FromFloats(ScaleKey, [_scale.Length], _scale),
            ]);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static Normalization Load(string path)
    {
        SafetensorsFile file = SafetensorsFile.Read(path);
        float[] offset = file.Tensor(OffsetKey).ToFloats();
        float[] scale = file.Tensor(ScaleKey).ToFloats();
        if (offset.Length != scale.Length || offset.Length == 0)
        {
            throw new InvalidDataException(
                $"{path}: 'offset' has {offset.Length} values and 'scale' has {scale.Length}; a normalization needs as many of each.");
        }
        for (int i = 0; i < scale.Length; i++)
        {
            if (scale[i] == 0 || !float.IsFinite(scale[i]) || !float.IsFinite(offset[i]))
            {
                throw new InvalidDataException(
                    FormattableString.Invariant(
                        $"{path}: feature {i} has the offset {offset[i]} and the scale {scale[i]}, with which no value can be scaled. ")
                    + "Fit the normalization again.");
            }
        }
        return new Normalization(offset, scale);
    }

    private void CheckSamples(ReadOnlySpan<float> samples)
    {
        if (samples.Length % _offset.Length != 0)
        {
            CheckWidth(samples.Length, "The span");
        }
    }

    private void CheckWidth(int width, string what)
    {
        if (width != _offset.Length)
        {
            throw new ArgumentException(
                $"{what} has {width} features, but the normalization was fitted on {_offset.Length}. Fit it on data of the same shape.");
        }
    }
}

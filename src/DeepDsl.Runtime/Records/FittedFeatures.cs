namespace DeepDsl;

/// <summary>Features with the numbers that were fitted to the records a model trained on: what makes inputs of any others.</summary>
/// <typeparam name="T">The type of the records.</typeparam>
public sealed class FittedFeatures<T>
{
    internal FittedFeatures(RecordFeatures<T> features, FeatureNumbers numbers) => (Features, Numbers) = (features, numbers);

    /// <summary>What they are.</summary>
    public RecordFeatures<T> Features { get; }

    /// <summary>To how many records they were fitted.</summary>
    public int Records => Numbers.Records;

    internal FeatureNumbers Numbers { get; }

    /// <summary>
    /// Samples of records that nothing was fitted to: an input for each index, and one of all floats; and targets where records have labels.
    /// Those that it was fitted to are what <see cref="RecordFeatures{T}.Fit"/> returned.
    /// </summary>
    public Dataset Encode(IReadOnlyList<T> records) => Features.Encode(records, Numbers, withLabels: true);

    /// <summary>
    /// What a model says of samples, in place, in the unit of the records, where the label is scaled (<see cref="LabelAttribute"/>);
    /// predictions from records are in it already.
    /// </summary>
    public void RestoreLabels(Span<float> values) => Features.RestoreLabels(values, Numbers);
}

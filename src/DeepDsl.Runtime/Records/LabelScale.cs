namespace DeepDsl;

/// <summary>How the number of a regression is scaled to be learned, by what [Number] on the label says. Fitted: offset and scale.</summary>
/// <param name="name">The member.</param>
/// <param name="kind">How it is scaled.</param>
/// <param name="log">Whether ln(1 + x) is.</param>
internal sealed class LabelScale(string name, NormalizationKind kind, bool log)
{
    public const int FittedCount = 2;

    /// <summary>What there is to be known, as a line of text.</summary>
    public string Declaration => $"{name}: label{(log ? ", logarithm" : "")}, {kind}";

    /// <summary>Takes from labels to train on what is to be known; null where no record has one.</summary>
    public double[] Fit(DataColumn? labels)
    {
        if (labels == null)
        {
            throw new ArgumentException(
                $"{name} is scaled by what the records to fit to tell, but none of them has one; give each its label.");
        }
        NumberScale scale = NumberScale.Of([.. labels.Floats.Select(Logarithm)], kind);
        return [scale.Offset, scale.Scale];
    }

    /// <summary>The labels as they are learned.</summary>
    public DataColumn Scaled(DataColumn labels, double offset, double scale) =>
        new(labels.Name, [.. labels.Floats.Select((x, i) => (float)((Logarithm(x, i) - offset) / scale))]);

    /// <summary>What a model says of labels that were scaled, in place, in their own unit.</summary>
    public void Restore(Span<float> values, double offset, double scale)
    {
        foreach (ref float value in values)
        {
            double x = (value * scale) + offset;
            value = (float)(log ? double.ExpM1(x) : x);
        }
    }

    private double Logarithm(float x, int record) => !log ? x
        : x > -1 ? double.LogP1(x)
        : throw new ArgumentException(FormattableString.Invariant(
            $"{name} is {x} in record {record}, but its logarithm is learned, ln(1 + x), which needs numbers above -1; correct it, or ")
            + "remove Log = true.");
}

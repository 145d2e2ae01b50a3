namespace DeepDsl;

/// <summary>A member of a record as floats of the input, or as an input of its own.</summary>
/// <param name="name">The member.</param>
internal abstract class FeatureColumn<T>(string name)
{
    public string Name { get; } = name;

    /// <summary>What each float of the input is.</summary>
    public abstract IReadOnlyList<string> FloatNames { get; }

    /// <summary>Whether it is an int that is an input of its own.</summary>
    public virtual bool IsIndex => false;

    /// <summary>What there is to be known, as a text of one line: numbers fitted under another are no use.</summary>
    public abstract string Declaration { get; }

    /// <summary>How many numbers are fitted.</summary>
    public abstract int FittedCount { get; }

    /// <summary>Takes from records to train on what is to be known.</summary>
    /// <param name="records">At least one.</param>
    /// <param name="label">What categories are averaged over; null where no record has one.</param>
    public abstract double[] Fit(IReadOnlyList<T> records, LabelAverages? label);

    /// <summary>Whether numbers of a file are such as <see cref="Fit"/> gives.</summary>
    public virtual bool CanHaveFitted(ReadOnlySpan<double> fitted) => true;

    /// <summary>Writes the floats of one record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="fitted">What <see cref="Fit"/> gave.</param>
    /// <param name="target">As many as it has.</param>
    public abstract void Write(T record, ReadOnlySpan<double> fitted, Span<float> target);

    /// <summary>Writes the floats of the records that the numbers were fitted to.</summary>
    /// <param name="records">Those.</param>
    /// <param name="fitted">What <see cref="Fit"/> gave.</param>
    /// <param name="label">What categories are averaged over.</param>
    /// <param name="target">Whole inputs.</param>
    /// <param name="first">Where its floats begin in each.</param>
    /// <param name="width">Floats of an input.</param>
    public virtual void WriteTraining(
        IReadOnlyList<T> records, ReadOnlySpan<double> fitted, LabelAverages? label, Span<float> target, int first, int width)
    {
        for (int i = 0; i < records.Count; i++)
        {
            Write(records[i], fitted, target.Slice((i * width) + first, FloatNames.Count));
        }
    }

    /// <summary>The int of one record.</summary>
    public virtual int Index(T record) => 0;
}

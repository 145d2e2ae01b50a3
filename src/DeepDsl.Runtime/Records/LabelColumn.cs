namespace DeepDsl;

/// <summary>The label of a record.</summary>
internal sealed class LabelColumn<T>
{
    private readonly Func<T, int>? _place;
    private readonly Func<T, double>? _number;

    /// <param name="name">The member.</param>
    /// <param name="place">Reads the number of the class; -1 where it is missing.</param>
    /// <param name="classes">Names of the classes.</param>
    public LabelColumn(string name, Func<T, int> place, string[] classes) => (Name, _place, Classes) = (name, place, classes);

    /// <param name="name">The member.</param>
    /// <param name="number">Reads the number of a regression; null where it is missing.</param>
    /// <param name="scale">How it is scaled; null for not at all.</param>
    public LabelColumn(string name, Func<T, double?> number, LabelScale? scale) =>
        (Name, _number, Classes, Scale) = (name, r => number(r) ?? double.NaN, [], scale);

    /// <summary>The member.</summary>
    public string Name { get; }

    /// <summary>Names of the classes; empty for a number.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>How a number is scaled to be learned; null for not at all, and for classes.</summary>
    public LabelScale? Scale { get; }

    /// <summary>The labels as a column; null where no record has one.</summary>
    public DataColumn? Of(IReadOnlyList<T> records)
    {
        float[] numbers = new float[_number == null ? 0 : records.Count];
        int[] classes = new int[_place == null ? 0 : records.Count];
        int missing = -1;
        int known = 0;
        for (int i = 0; i < records.Count; i++)
        {
            bool isMissing;
            if (_place != null)
            {
                classes[i] = _place(records[i]);
                isMissing = classes[i] < 0;
            }
            else
            {
                numbers[i] = (float)_number!(records[i]);
                isMissing = float.IsNaN(numbers[i]);
            }
            missing = isMissing && missing < 0 ? i : missing;
            known += isMissing ? 0 : 1;
        }
        return known == 0 ? null
            : missing >= 0 ? throw new ArgumentException(
                $"Record {missing} has no {Name}, which is the label, but {known} of the {records.Count} records have one; leave those without out.")
            : _place != null ? new DataColumn(Name, classes) : new DataColumn(Name, numbers);
    }

    /// <summary>What categories are averaged over.</summary>
    public LabelAverages? Averages(DataColumn? labels)
    {
        if (labels == null)
        {
            return null;
        }
        if (!labels.IsInt)
        {
            double[] numbers = [.. labels.Floats.Select(f => (double)f)];
            NumberScale scale = NumberScale.Of([.. numbers], NormalizationKind.Standard);
            return new([.. numbers.Select(n => (n - scale.Offset) / scale.Scale)], 1);
        }
        int width = Classes.Count > 2 ? Classes.Count : 1;
        double[] values = new double[labels.Rows * width];
        for (int i = 0; i < labels.Rows; i++)
        {
            int label = labels.Ints[i];
            values[(i * width) + (width == 1 ? 0 : label)] = width == 1 ? label : 1;
        }
        return new(values, width);
    }
}

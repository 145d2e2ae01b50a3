using System.Diagnostics;

namespace DeepDsl;

/// <summary>
/// Samples for training and evaluation: one column per input and per target, and the order in which their rows are used. Slices,
/// splits and shuffles are views that share the columns' memory.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[DebuggerTypeProxy(typeof(DatasetView))]
public sealed partial class Dataset
{
    private readonly int[] _rows;

    /// <param name="inputs">One column per input of the model.</param>
    /// <param name="targets">One column per loss of the model; empty for data without targets.</param>
    /// <param name="weights">Weight of each sample in the loss; null for 1.</param>
    public Dataset(IReadOnlyList<DataColumn> inputs, IReadOnlyList<DataColumn> targets, float[]? weights = null)
        : this(inputs, targets, weights == null ? null : new DataColumn("weight", weights), [], Range(CommonRows(inputs, targets, weights)))
    {
    }

    private Dataset(
        IReadOnlyList<DataColumn> inputs,
        IReadOnlyList<DataColumn> targets,
        DataColumn? weights,
        IReadOnlyList<string> classNames,
        int[] rows)
    {
        Inputs = inputs;
        Targets = targets;
        Weights = weights;
        ClassNames = classNames;
        _rows = rows;
    }

    /// <summary>Columns of the inputs, with the rows of the arrays they were made from.</summary>
    public IReadOnlyList<DataColumn> Inputs { get; }

    /// <summary>Columns of the targets.</summary>
    public IReadOnlyList<DataColumn> Targets { get; }

    /// <summary>Weights of the samples, or null.</summary>
    public DataColumn? Weights { get; }

    /// <summary>Names of the classes behind int labels, where the source had names; else empty.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Number of samples.</summary>
    public int Count => _rows.Length;

    /// <summary>The sample's row in the columns, for each sample in order.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    /// <summary>How many samples of what: <c>1797 samples: input (64 floats) -> target (1 int)</c>.</summary>
    public override string ToString()
    {
        string inputs = string.Join(", ", Inputs);
        string targets = Targets.Count == 0 ? "" : $" -> {string.Join(", ", Targets)}";
        return $"{Count} {(Count == 1 ? "sample" : "samples")}: {inputs}{targets}{(Weights == null ? "" : ", weighted")}";
    }

    /// <summary>Values of one sample.</summary>
    public ReadOnlySpan<float> Input(int sample, int input = 0)
    {
        DataColumn column = Inputs[input];
        return column.Floats.AsSpan(_rows[sample] * column.Width, column.Width);
    }

    /// <summary>Float targets of one sample.</summary>
    public ReadOnlySpan<float> Target(int sample, int target = 0)
    {
        DataColumn column = Targets[target];
        return column.Floats.AsSpan(_rows[sample] * column.Width, column.Width);
    }

    /// <summary>The int label of one sample.</summary>
    public int Label(int sample, int target = 0)
    {
        DataColumn column = Targets[target];
        return column.Ints[_rows[sample] * column.Width];
    }

    /// <summary>A copy of one input's values in the order of the samples.</summary>
    public float[] InputArray(int input = 0)
    {
        float[] values = new float[Count * Inputs[input].Width];
        Inputs[input].Gather(Inputs[input].Floats, _rows, values, Inputs[input].Width);
        return values;
    }

    /// <summary>A copy of the int labels in the order of the samples.</summary>
    public int[] LabelArray(int target = 0)
    {
        int[] values = new int[Count * Targets[target].Width];
        Targets[target].Gather(Targets[target].Ints, _rows, values, Targets[target].Width);
        return values;
    }

    /// <summary><paramref name="count"/> samples from <paramref name="start"/> on.</summary>
    public Dataset Slice(int start, int count)
    {
        if (start < 0 || count < 0 || start > Count - count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(count), $"Samples {start} to {(long)start + count} were asked for, but the data set has {Count}.");
        }
        return WithRows(_rows.AsSpan(start, count).ToArray());
    }

    /// <summary>The first <paramref name="count"/> samples.</summary>
    public Dataset Take(int count) => Slice(0, count);

    /// <summary>All but the first <paramref name="count"/> samples.</summary>
    public Dataset Skip(int count) => Slice(count, Count - count);

    /// <summary>The samples in the random order that <paramref name="seed"/> gives.</summary>
    public Dataset Shuffled(int seed)
    {
        int[] order = RowOrder.Shuffled(Count, (ulong)seed);
        return WithRows(Array.ConvertAll(order, i => _rows[i]));
    }

    /// <summary>Divides at a fixed place: the first <paramref name="count"/> samples, and the rest.</summary>
    public (Dataset First, Dataset Second) SplitAt(int count) => (Take(count), Skip(count));

    /// <summary>
    /// Samples that are segments of one long stream, one after the other, as so many streams that are read side by side: the stream is cut in
    /// as many parts, and of each the first segment comes, then of each the second. So batches of that size go on where those before ended
    /// (<see cref="FitOptions.Carried"/>). What is left over at the end is left out.
    /// </summary>
    /// <param name="streams">How many.</param>
    public Dataset SideBySide(int streams)
    {
        if (streams < 1 || streams > Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(streams), $"{Count} segments can be 1 to {Count} streams, found {streams}.");
        }
        int segments = Count / streams;
        int[] rows = new int[segments * streams];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = _rows[(i % streams * segments) + (i / streams)];
        }
        return WithRows(rows);
    }

    /// <summary>The same samples with these weights in the loss, one per sample in the present order.</summary>
    public Dataset WithWeights(float[] weights)
    {
        if (weights.Length != Count)
        {
            throw new ArgumentException($"{weights.Length} weights were given for {Count} samples; give one for each.", nameof(weights));
        }
        for (int i = 0; i < weights.Length; i++)
        {
            CallChecks.SampleWeight(i, weights[i]);
        }
        Dataset data = WithOwnRows(); // a row that is there twice may have two weights
        float[] byRow = new float[data.Inputs[0].Rows];
        for (int i = 0; i < weights.Length; i++)
        {
            byRow[data._rows[i]] = weights[i];
        }
        return new Dataset(data.Inputs, data.Targets, new DataColumn("weight", byRow), ClassNames, data._rows) { IsResampled = IsResampled };
    }

    /// <summary>The same samples with names for the classes of their int labels.</summary>
    public Dataset WithClassNames(IReadOnlyList<string> names) => new(Inputs, Targets, Weights, names, _rows) { IsResampled = IsResampled };

    /// <summary>Scales an input to mean 0 and deviation 1, or to [0, 1]; <paramref name="fitted"/> does the same to other sets.</summary>
    public Dataset Normalize(out Normalization fitted, NormalizationKind kind = NormalizationKind.Standard, int input = 0)
    {
        fitted = Normalization.Fit(this, kind, input);
        return fitted.Apply(this, input);
    }

    /// <summary>
    /// Scales the numbers of a target, for a regression whose targets are large, small or of different units; <paramref name="fitted"/> does the
    /// same to other sets, and gives predictions their unit back by <see cref="Normalization.Restore"/>.
    /// </summary>
    public Dataset NormalizeTargets(out Normalization fitted, NormalizationKind kind = NormalizationKind.Standard, int target = 0)
    {
        fitted = Normalization.FitTargets(this, kind, target);
        return fitted.ApplyToTargets(this, target);
    }

    internal Dataset WithTarget(int target, DataColumn column)
    {
        DataColumn[] targets = [.. Targets];
        targets[target] = column;
        return new Dataset(Inputs, targets, Weights, ClassNames, _rows) { IsResampled = IsResampled };
    }

    internal Dataset WithInput(int input, DataColumn column)
    {
        DataColumn[] inputs = [.. Inputs];
        inputs[input] = column;
        return new Dataset(inputs, Targets, Weights, ClassNames, _rows) { IsResampled = IsResampled };
    }

    /// <summary>The same samples with another target in place of all, which has as many rows as the inputs have.</summary>
    internal Dataset WithTarget(DataColumn target) => new(Inputs, [target], Weights, ClassNames, _rows) { IsResampled = IsResampled };

    /// <summary>The same targets and weights with other inputs, which have a row for each sample in the present order.</summary>
    internal Dataset WithInputs(IReadOnlyList<DataColumn> inputs)
    {
        Dataset own = Copied();
        return new Dataset(inputs, own.Targets, own.Weights, ClassNames, own._rows) { IsResampled = IsResampled };
    }

    private Dataset WithRows(int[] rows) => new(Inputs, Targets, Weights, ClassNames, rows) { IsResampled = IsResampled };

    private static int[] Range(int count)
    {
        int[] rows = new int[count];
        for (int i = 0; i < count; i++)
        {
            rows[i] = i;
        }
        return rows;
    }

    private static int CommonRows(IReadOnlyList<DataColumn> inputs, IReadOnlyList<DataColumn> targets, float[]? weights)
    {
        if (inputs.Count == 0)
        {
            throw new ArgumentException("A data set needs at least one input column.", nameof(inputs));
        }
        int rows = inputs[0].Rows;
        foreach (DataColumn column in inputs.Concat(targets))
        {
            if (column.Rows != rows)
            {
                throw new ArgumentException(
                    $"Column '{inputs[0].Name}' has {rows} samples but '{column.Name}' has {column.Rows}: "
                    + "every column needs one row per sample. Check the widths given.");
            }
        }
        if (weights != null && weights.Length != rows)
        {
            throw new ArgumentException($"{weights.Length} weights were given for {rows} samples; give one for each.", nameof(weights));
        }
        for (int i = 0; i < weights?.Length; i++)
        {
            CallChecks.SampleWeight(i, weights[i]);
        }
        return rows;
    }
}

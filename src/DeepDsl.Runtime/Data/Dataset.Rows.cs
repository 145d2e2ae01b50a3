namespace DeepDsl;

/// <summary>Samples picked from a data set, or joined.</summary>
public sealed partial class Dataset
{
    /// <summary>The samples at these places, in this order; one may be named several times.</summary>
    public Dataset Select(ReadOnlySpan<int> samples)
    {
        int[] rows = new int[samples.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = (uint)samples[i] < (uint)Count
                ? _rows[samples[i]]
                : throw new ArgumentOutOfRangeException(
                    nameof(samples), $"Sample {samples[i]} was asked for at place {i}, but samples of this data set go from 0 to {Count - 1}.");
        }
        return WithRows(rows);
    }

    /// <summary>The samples that a condition holds for, in their order.</summary>
    /// <param name="condition">Takes the place of a sample, as <see cref="Input"/> and <see cref="Label"/> do.</param>
    public Dataset Where(Func<int, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return WithRows([.. Enumerable.Range(0, Count).Where(condition).Select(i => _rows[i])]);
    }

    /// <summary>
    /// The samples of this set and then of another with columns of the same kinds and widths, and the same classes. Two views of one set stay
    /// views; else values are copied.
    /// </summary>
    public Dataset Concat(Dataset other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Inputs.SequenceEqual(other.Inputs) && Targets.SequenceEqual(other.Targets) && Weights == other.Weights)
        {
            return new Dataset(Inputs, Targets, Weights, ClassNames, [.. _rows, .. other._rows]) { IsResampled = IsResampled || other.IsResampled };
        }
        if (!ClassNames.SequenceEqual(other.ClassNames))
        {
            throw new ArgumentException(
                $"The classes are {Listing.Quoted(ClassNames)} here and {Listing.Quoted(other.ClassNames)} in the other set, so labels would not mean the "
                + "same; read both by one CsvSchema, or give CsvOptions.ClassNames.", nameof(other));
        }
        DataColumn[] inputs = Joined(Inputs, other.Inputs, "inputs", other);
        DataColumn[] targets = Joined(Targets, other.Targets, "targets", other);
        DataColumn? weights = Weights == null && other.Weights == null ? null : new DataColumn("weight", [.. WeightArray(), .. other.WeightArray()]);
        return new Dataset(inputs, targets, weights, ClassNames, Range(Count + other.Count)) { IsResampled = IsResampled || other.IsResampled };
    }

    /// <summary>A copy of the weights in the order of the samples; ones where there are none.</summary>
    public float[] WeightArray() => [.. _rows.Select(row => Weights?.Floats[row] ?? 1)];

    /// <summary>The same samples, no two of which share a row.</summary>
    internal Dataset WithOwnRows() => _rows.Distinct().Count() == Count ? this : Copied();

    /// <summary>The same samples in memory of their own, each in a row.</summary>
    private Dataset Copied() => new(
        [.. Inputs.Select(Copied)],
        [.. Targets.Select(Copied)],
        Weights == null ? null : Copied(Weights),
        ClassNames,
        Range(Count)) { IsResampled = IsResampled };

    private DataColumn Copied(DataColumn column) => column.IsInt
        ? new DataColumn(column.Name, Gathered(column, column.Ints), column.Width)
        : new DataColumn(column.Name, Gathered(column, column.Floats), column.Width);

    private DataColumn[] Joined(IReadOnlyList<DataColumn> columns, IReadOnlyList<DataColumn> others, string what, Dataset other)
    {
        if (columns.Count != others.Count)
        {
            throw new ArgumentException($"This set has {columns.Count} {what}, the other {others.Count}; join sets of the same columns.", nameof(other));
        }
        return [.. columns.Zip(others, (column, next) => Joined(column, next, other))];
    }

    private DataColumn Joined(DataColumn column, DataColumn next, Dataset other)
    {
        if (column.Width != next.Width || column.IsInt != next.IsInt)
        {
            throw new ArgumentException(
                $"Column '{column.Name}' has {column.Width} {(column.IsInt ? "ints" : "floats")} per sample, but '{next.Name}' of the other set has "
                + $"{next.Width} {(next.IsInt ? "ints" : "floats")}; join sets of the same columns.", nameof(other));
        }
        return column.IsInt
            ? new DataColumn(column.Name, [.. Gathered(column, column.Ints), .. other.Gathered(next, next.Ints)], column.Width)
            : new DataColumn(column.Name, [.. Gathered(column, column.Floats), .. other.Gathered(next, next.Floats)], column.Width);
    }

    /// <summary>A column's values in the order of the samples.</summary>
    private T[] Gathered<T>(DataColumn column, T[] values)
    {
        T[] gathered = new T[Count * column.Width];
        column.Gather(values, _rows, gathered, column.Width);
        return gathered;
    }
}

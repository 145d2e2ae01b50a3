using System.ComponentModel;
using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>How records of a type become inputs of a model: what [Features] declares.</summary>
/// <typeparam name="T">The type of the records.</typeparam>
public sealed class RecordFeatures<T>
{
    internal const string FloatInput = "input";

    private readonly IReadOnlyList<FeatureColumn<T>> _columns;
    private readonly IReadOnlyList<RecordMember> _members;
    private readonly LabelColumn<T>? _label;
    private readonly Func<RecordCells, T> _create;
    private readonly int[] _firsts;

    /// <summary>Called by what is generated.</summary>
    /// <param name="name">The type.</param>
    /// <param name="declare">Says its features and its label.</param>
    /// <param name="create">Makes a record of the cells of a row.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public RecordFeatures(string name, Action<FeatureColumns<T>> declare, Func<RecordCells, T> create)
    {
        FeatureColumns<T> declared = new();
        declare(declared);
        (Name, _columns, _members, _label, _create) = (name, declared.Columns, declared.Members, declared.Label, create);
        FloatNames = [.. _columns.SelectMany(c => c.FloatNames)];
        _firsts = new int[_columns.Count];
        for (int i = 1; i < _firsts.Length; i++)
        {
            _firsts[i] = _firsts[i - 1] + _columns[i - 1].FloatNames.Count;
        }
        IEnumerable<string> lines = _columns.Select(c => $"{c.Name}: {c.Declaration}");
        Declaration = string.Join('\n', _label?.Scale is { } scale ? lines.Append(scale.Declaration) : lines);
    }

    /// <summary>The type's name.</summary>
    public string Name { get; }

    /// <summary>What each float of the input is, as <c>Age</c>, <c>Age=missing</c> or <c>Port=Southampton</c>.</summary>
    public IReadOnlyList<string> FloatNames { get; }

    /// <summary>What there is to be fitted, in a line for each member.</summary>
    public string Declaration { get; }

    /// <summary>Names of the members that are features, the label not among them.</summary>
    internal IReadOnlySet<string> MemberNames => _columns.Select(c => c.Name).ToHashSet();

    /// <summary>What the classes of the label are called; empty where it is a number, or there is none.</summary>
    internal IReadOnlyList<string> ClassNames => _label?.Classes ?? [];

    /// <summary>
    /// Reads a CSV file. Columns are found by the members' names, in which neither case nor underscores count, or by [Column]; others are not
    /// looked at. A label that may be null may be missing.
    /// </summary>
    /// <param name="path">The file, plain or compressed by gzip.</param>
    /// <param name="options">Header, SkipLines, Separator and MissingTexts count; the rest the type says.</param>
    public IReadOnlyList<T> Read(string path, CsvOptions? options = null) =>
        RecordReader.Read(path, options ?? new CsvOptions(), Name, _members, _create);

    /// <summary>
    /// Fits what there is to be fitted, and makes samples of the records to train on: inputs, and targets where records have labels.
    /// </summary>
    /// <param name="train">What a model is trained on, and nothing that it will be judged by.</param>
    /// <param name="fitted">The numbers, which make inputs of other records.</param>
    public Dataset Fit(IReadOnlyList<T> train, out FittedFeatures<T> fitted)
    {
        ArgumentNullException.ThrowIfNull(train);
        if (train.Count == 0)
        {
            throw new ArgumentException($"The features of {Name} cannot be fitted to no records.", nameof(train));
        }
        DataColumn? labels = _label?.Of(train);
        LabelAverages? averages = _label?.Averages(labels);
        IEnumerable<double[]> values = _columns.Select(c => c.Fit(train, averages));
        fitted = new(this, new FeatureNumbers(
            Declaration, train.Count, [.. _label?.Scale is { } scale ? values.Append(scale.Fit(labels)) : values]));
        FeatureNumbers numbers = fitted.Numbers;
        return Encode(train, Scaled(labels, numbers), (column, i, floats) =>
            column.WriteTraining(train, numbers[i], averages, floats, _firsts[i], FloatNames.Count));
    }

    /// <summary>Inputs, and targets where records have labels.</summary>
    internal Dataset Encode(IReadOnlyList<T> records, FeatureNumbers numbers, bool withLabels)
    {
        ArgumentNullException.ThrowIfNull(records);
        return Encode(records, withLabels ? Scaled(_label?.Of(records), numbers) : null, (column, i, floats) =>
        {
            for (int n = 0; n < records.Count; n++)
            {
                column.Write(records[n], numbers[i], floats.AsSpan((n * FloatNames.Count) + _firsts[i], column.FloatNames.Count));
            }
        });
    }

    /// <summary>The classes of records that each have one.</summary>
    internal DataColumn ClassColumn(IReadOnlyList<T> records) => _label?.Of(records) is { IsInt: true } classes ? classes
        : throw new ArgumentException(
            _label == null || _label.Classes.Count == 0 ? $"{Name} has no [Label] that is a class, so there are no classes to divide by; use Split or Folds."
                : $"The records have no {_label.Name}, which is their class; use Split or Folds.", nameof(records));

    /// <summary>What a model says of labels, in place, in the unit of the records: as it is where they are not scaled.</summary>
    internal void RestoreLabels(Span<float> values, FeatureNumbers numbers)
    {
        if (_label?.Scale is { } scale)
        {
            ReadOnlySpan<double> fitted = numbers[_columns.Count];
            scale.Restore(values, fitted[0], fitted[1]);
        }
    }

    private DataColumn? Scaled(DataColumn? labels, FeatureNumbers numbers) => labels == null || _label?.Scale is not { } scale ? labels
        : scale.Scaled(labels, numbers[_columns.Count][0], numbers[_columns.Count][1]);

    /// <summary>Whether numbers of a file are those of these features.</summary>
    internal bool CanHaveFitted(FeatureNumbers numbers) => numbers.Members == _columns.Count + (_label?.Scale == null ? 0 : 1)
        && (_label?.Scale == null || (numbers[_columns.Count].Length == LabelScale.FittedCount && numbers[_columns.Count][1] != 0))
        && Enumerable.Range(0, _columns.Count).All(i => numbers[i].Length == _columns[i].FittedCount && _columns[i].CanHaveFitted(numbers[i]));

    private Dataset Encode(IReadOnlyList<T> records, DataColumn? labels, Action<FeatureColumn<T>, int, float[]> write)
    {
        List<DataColumn> inputs = [];
        float[] floats = new float[records.Count * FloatNames.Count];
        for (int i = 0; i < _columns.Count; i++)
        {
            FeatureColumn<T> column = _columns[i];
            if (column.IsIndex)
            {
                inputs.Add(new DataColumn(column.Name, [.. records.Select(column.Index)]));
            }
            else
            {
                write(column, i, floats);
            }
        }
        if (FloatNames.Count > 0)
        {
            inputs.Add(new DataColumn(FloatInput, floats, FloatNames.Count));
        }
        Dataset data = new(inputs, labels == null ? [] : [labels]);
        return _label?.Classes is { Count: > 0 } classes ? data.WithClassNames(classes) : data;
    }
}

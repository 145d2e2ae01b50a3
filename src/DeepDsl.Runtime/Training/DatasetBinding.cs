using System.Numerics.Tensors;
using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>
/// Which columns of a data set feed which inputs and losses of a model. Everything that could go wrong with a batch is checked once, here,
/// where the row can still be named.
/// </summary>
internal sealed partial class DatasetBinding
{
    /// <summary>A batch is as long as one of so many lengths, each of which is a program of its own to a device that records steps.</summary>
    private const int MostLengths = 8;

    private readonly NetworkDefinition _model;
    private readonly string _what;
    private readonly DataColumn?[] _inputs; // null for one that is carried
    private readonly DataColumn?[] _targets; // null for a loss without a target
    private readonly DataColumn[] _floatColumns;
    private readonly DataColumn? _weights;
    private float[] _floats = [];
    private int[] _ints = [];
    private int[] _told = [];

    /// <param name="model">Whose inputs and losses they are.</param>
    /// <param name="data">The columns.</param>
    /// <param name="what">Of messages, such as "the training set".</param>
    /// <param name="carried">What comes in from batch to batch, and from no column.</param>
    /// <param name="inputsAlone">Whether to predict, for which targets and weights are not looked at, and no sample will do.</param>
    public DatasetBinding(NetworkDefinition model, Dataset data, string what, CarriedState? carried = null, bool inputsAlone = false)
    {
        FitChecks.NotNull(model, data, what + " is");
        (_model, _what) = (model, what);
        (Data, Carried) = (data, carried);
        if (!inputsAlone)
        {
            FitChecks.HasLoss(model);
        }
        if (data.Count == 0 && !inputsAlone)
        {
            throw new ArgumentException($"{Capital(what)} is empty; {model.Name} needs at least one sample.");
        }
        ValueDefinition[] read = [.. model.Inputs.Where(i => carried?.Has(i.Name) != true)];
        DataColumn[] columns = Match([.. read.Select(i => i.Name)], data.Inputs, "input", what, model.Name);
        _inputs = Array.ConvertAll(model.Inputs, i => Array.IndexOf(read, i) is var at and >= 0 ? columns[at] : null);
        _held = new HeldValues?[_inputs.Length];
        _targets = inputsAlone ? new DataColumn?[model.Losses.Length] : TargetsOf(model, data, what);
        _weights = inputsAlone ? null : data.Weights;
        foreach (int row in _weights == null ? [] : data.Rows)
        {
            CallChecks.SampleWeight(row, _weights!.Floats[row]);
        }
        _floatColumns = [.. columns.Concat(_targets.OfType<DataColumn>()).Where(c => !c.IsInt)];
        Symbols = model.Symbols.Length == 0 ? default : SymbolChecks.Of(model, [.. _inputs.Zip(model.Inputs, (c, i) => c?.Width ?? i.Length)]);
        for (int i = 0; i < read.Length; i++)
        {
            CheckInput(read[i], columns[i], what);
        }
        for (int i = 0; i < _targets.Length; i++)
        {
            if (_targets[i] is { } column)
            {
                CheckTarget(model, model.Losses[i], column, what);
            }
        }
        CheckKinds(model, what);
    }

    public Dataset Data { get; }

    /// <summary>Where the rows stand in a stream; null for those of a data set.</summary>
    public int[]? Samples { get; init; }

    /// <summary>By input of the model; null for one that is carried.</summary>
    public IReadOnlyList<DataColumn?> InputColumns => _inputs;

    /// <summary>By loss of the model; null for one without a target.</summary>
    public IReadOnlyList<DataColumn?> TargetColumns => _targets;

    /// <summary>What is carried from one batch to the next; null for nothing.</summary>
    public CarriedState? Carried { get; }

    /// <summary>The dimensions set at run time, which the widths of the columns tell.</summary>
    public SymbolValues Symbols { get; }

    /// <summary>
    /// Rows to be given to a call. What is padding in all of them is left out, but for what rounding their length up to one of few leaves.
    /// </summary>
    public DataBatch Take(ReadOnlySpan<int> rows)
    {
        SymbolValues symbols = Symbols;
        foreach (SymbolDefinition symbol in _model.Symbols)
        {
            if (symbol.Padded.Length > 0)
            {
                int all = Symbols[symbol.Symbol];
                int unit = (all + MostLengths - 1) / MostLengths;
                int longest = Math.Max(Longest(symbol.Padded, rows), symbol.Min);
                symbols = symbols.With(symbol.Symbol, Math.Min(all, (longest + unit - 1) / unit * unit));
            }
        }
        return new DataBatch(rows, symbols);
    }

    /// <summary>Hands a batch's inputs, targets and weights to a call that has its dimensions.</summary>
    public void Load<TCall>(TCall call, in DataBatch batch)
        where TCall : IBatchCall, allows ref struct
    {
        ReadOnlySpan<int> rows = batch.Rows;
        for (int i = 0; i < _inputs.Length; i++)
        {
            if (_inputs[i] is not { } column)
            {
                call.SetInput(i, Carried![_model.Inputs[i].Name]);
                continue;
            }
            int width = _model.Inputs[i].LengthAt(batch.Symbols);
            if (_held[i] is { } held)
            {
                call.SetInput(i, held, column.Width, rows);
            }
            else if (column.IsInt)
            {
                call.SetInput(i, Rows(column, column.Ints, ref _ints, rows, width));
            }
            else if (LieInPlace(column, rows, width))
            {
                call.SetInput(i, InPlace(column, column.Floats, rows));
            }
            else
            {
                column.Gather(column.Floats, rows, call.FillInput(i), width);
            }
        }
        for (int i = 0; i < _targets.Length; i++)
        {
            if (_targets[i] is { IsInt: true } ints)
            {
                call.SetTarget(i, Rows(ints, ints.Ints, ref _ints, rows, TargetWidth(i, batch)));
            }
            else if (_targets[i] is { } floats)
            {
                call.SetTarget(i, Rows(floats, floats.Floats, ref _floats, rows, TargetWidth(i, batch)));
            }
        }
        if (_weights != null)
        {
            call.SetSampleWeights(Rows(_weights, _weights.Floats, ref _floats, rows, width: 1));
        }
    }

    /// <summary>A batch's int targets; empty where they are floats. Valid until the next call.</summary>
    public ReadOnlySpan<int> Labels(int target, in DataBatch batch) => _targets[target] is { IsInt: true } column
        ? Rows(column, column.Ints, ref _ints, batch.Rows, TargetWidth(target, batch)) : [];

    /// <summary>A batch's values of an input of ints. Valid until its next call.</summary>
    public ReadOnlySpan<int> Ints(int input, in DataBatch batch) =>
        Rows(_inputs[input]!, _inputs[input]!.Ints, ref _told, batch.Rows, _model.Inputs[input].LengthAt(batch.Symbols));

    /// <summary>A batch's float targets; empty where they are ints. Valid until the next call.</summary>
    public ReadOnlySpan<float> Targets(int target, in DataBatch batch) => _targets[target] is { IsInt: false } column
        ? Rows(column, column.Floats, ref _floats, batch.Rows, TargetWidth(target, batch)) : [];

    /// <summary>Sum of the rows' weights; their number where there are none.</summary>
    public double TotalWeight(ReadOnlySpan<int> rows)
    {
        if (_weights == null)
        {
            return rows.Length;
        }
        double total = 0;
        foreach (int row in rows)
        {
            total += _weights.Floats[row];
        }
        return total;
    }

    /// <summary>Whether all floats of the rows are finite.</summary>
    public bool AreFinite(ReadOnlySpan<int> rows)
    {
        bool consecutive = AreConsecutive(rows);
        foreach (DataColumn column in _floatColumns)
        {
            int step = consecutive ? rows.Length : 1;
            for (int i = 0; i < rows.Length; i += step)
            {
                if (!TensorPrimitives.IsFiniteAll<float>(column.Floats.AsSpan(rows[i] * column.Width, step * column.Width)))
                {
                    return false;
                }
            }
        }
        return true;
    }

    /// <summary>The first of the rows with an input that is not finite, in words; null where there is none.</summary>
    public string? FindNonFinite(ReadOnlySpan<int> rows)
    {
        foreach (DataColumn column in _floatColumns)
        {
            foreach (int row in rows)
            {
                foreach (float value in column.Floats.AsSpan(row * column.Width, column.Width))
                {
                    if (!float.IsFinite(value))
                    {
                        string place = Samples == null ? $"row {row} of" : $"sample {Samples[row]} of the stream, in";
                        return FormattableString.Invariant($"{place} column '{column.Name}' holds {value}");
                    }
                }
            }
        }
        return null;
    }

    /// <summary>Whether an input tells how long sequences are.</summary>
    public bool TellsLengths => _model.Symbols.Any(s => s.Padded.Length > 0);

    /// <summary>How long a row's sequences are, the longest of them where it has several.</summary>
    public int LengthOf(int row) => _model.Symbols.Max(s => Longest(s.Padded, [row]));

    private int Longest(LengthsDefinition[] lengths, ReadOnlySpan<int> rows)
    {
        int longest = 0;
        foreach (LengthsDefinition told in lengths)
        {
            DataColumn column = _inputs[told.Input]!;
            foreach (int row in rows)
            {
                longest = Math.Max(longest, told.Of(column.Ints.AsSpan(row * column.Width, column.Width)));
            }
        }
        return longest;
    }

    private int TargetWidth(int loss, in DataBatch batch) => _model.Losses[loss].TargetLengthAt(_targets[loss]!.IsInt, batch.Symbols);

    /// <summary>The first values of rows, one row after the other: in place where they lie so, else gathered into a buffer that is kept.</summary>
    private static ReadOnlySpan<T> Rows<T>(DataColumn column, T[] values, ref T[] buffer, ReadOnlySpan<int> rows, int width)
    {
        if (LieInPlace(column, rows, width))
        {
            return InPlace(column, values, rows);
        }
        int length = rows.Length * width;
        if (buffer.Length < length)
        {
            buffer = new T[length];
        }
        Span<T> gathered = buffer.AsSpan(0, length);
        column.Gather(values, rows, gathered, width);
        return gathered;
    }

    private static bool LieInPlace(DataColumn column, ReadOnlySpan<int> rows, int width) => width == column.Width && AreConsecutive(rows);

    private static ReadOnlySpan<T> InPlace<T>(DataColumn column, T[] values, ReadOnlySpan<int> rows) =>
        values.AsSpan(rows[0] * column.Width, rows.Length * column.Width);

    private static bool AreConsecutive(ReadOnlySpan<int> rows)
    {
        for (int i = 1; i < rows.Length; i++)
        {
            if (rows[i] != rows[0] + i)
            {
                return false;
            }
        }
        return true;
    }
}

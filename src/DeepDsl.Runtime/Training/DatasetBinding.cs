using System.Numerics.Tensors;
using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>
/// Which columns of a data set feed which inputs and losses of a model. Everything that could go wrong with a batch is checked once, here,
/// where the row can still be named.
/// </summary>
internal sealed class DatasetBinding
{
    private readonly DataColumn[] _inputs;
    private readonly DataColumn?[] _targets; // null for a loss without a target
    private readonly DataColumn[] _floatColumns;
    private readonly DataColumn? _weights;
    private float[] _floats = [];
    private int[] _ints = [];
    private int[] _told = [];

    public DatasetBinding(NetworkDefinition model, Dataset data, string what)
    {
        FitChecks.NotNull(model, data, what + " is");
        FitChecks.HasLoss(model);
        Data = data;
        if (data.Count == 0)
        {
            throw new ArgumentException($"{Capital(what)} is empty; {model.Name} needs at least one sample.");
        }
        _inputs = Match([.. model.Inputs.Select(i => i.Name)], data.Inputs, "input", what, model.Name);
        _targets = TargetsOf(model, data, what);
        _weights = data.Weights;
        foreach (int row in _weights == null ? [] : data.Rows)
        {
            CallChecks.SampleWeight(row, _weights!.Floats[row]);
        }
        _floatColumns = [.. _inputs.Concat(_targets.OfType<DataColumn>()).Where(c => !c.IsInt)];
        Symbols = model.Symbols.Length == 0 ? default : SymbolChecks.Of(model, Array.ConvertAll(_inputs, c => c.Width));
        for (int i = 0; i < _inputs.Length; i++)
        {
            CheckInput(model.Inputs[i], _inputs[i], what);
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

    /// <summary>The dimensions set at run time, which the widths of the columns tell.</summary>
    public SymbolValues Symbols { get; }

    /// <summary>Hands the rows' inputs, targets and weights to a call.</summary>
    public void Load<TCall>(TCall call, ReadOnlySpan<int> rows)
        where TCall : IBatchCall, allows ref struct
    {
        for (int i = 0; i < _inputs.Length; i++)
        {
            if (_inputs[i].IsInt)
            {
                call.SetInput(i, Rows(_inputs[i], _inputs[i].Ints, ref _ints, rows));
            }
            else
            {
                call.SetInput(i, Rows(_inputs[i], _inputs[i].Floats, ref _floats, rows));
            }
        }
        for (int i = 0; i < _targets.Length; i++)
        {
            if (_targets[i] is { IsInt: true } ints)
            {
                call.SetTarget(i, Rows(ints, ints.Ints, ref _ints, rows));
            }
            else if (_targets[i] is { } floats)
            {
                call.SetTarget(i, Rows(floats, floats.Floats, ref _floats, rows));
            }
        }
        if (_weights != null)
        {
            call.SetSampleWeights(Rows(_weights, _weights.Floats, ref _floats, rows));
        }
    }

    /// <summary>The rows' int targets; empty where they are floats. Valid until the next call.</summary>
    public ReadOnlySpan<int> Labels(int target, ReadOnlySpan<int> rows) =>
        _targets[target] is { IsInt: true } column ? Rows(column, column.Ints, ref _ints, rows) : [];

    /// <summary>The rows' values of an input of ints. Valid until its next call.</summary>
    public ReadOnlySpan<int> Ints(int input, ReadOnlySpan<int> rows) => Rows(_inputs[input], _inputs[input].Ints, ref _told, rows);

    /// <summary>The rows' float targets; empty where they are ints. Valid until the next call.</summary>
    public ReadOnlySpan<float> Targets(int target, ReadOnlySpan<int> rows) =>
        _targets[target] is { IsInt: false } column ? Rows(column, column.Floats, ref _floats, rows) : [];

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
                        return FormattableString.Invariant($"row {row} of column '{column.Name}' holds {value}");
                    }
                }
            }
        }
        return null;
    }

    /// <summary>The rows one after the other: in place where they are, else gathered into a buffer that is kept.</summary>
    private static ReadOnlySpan<T> Rows<T>(DataColumn column, T[] values, ref T[] buffer, ReadOnlySpan<int> rows)
    {
        if (AreConsecutive(rows))
        {
            return values.AsSpan(rows[0] * column.Width, rows.Length * column.Width);
        }
        int length = rows.Length * column.Width;
        if (buffer.Length < length)
        {
            buffer = new T[length];
        }
        Span<T> gathered = buffer.AsSpan(0, length);
        column.Gather(values, rows, gathered);
        return gathered;
    }

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

    /// <summary>A column for each loss that takes a target.</summary>
    private static DataColumn?[] TargetsOf(NetworkDefinition model, Dataset data, string what)
    {
        LossDefinition[] targeted = [.. model.Losses.Where(l => l.HasTarget)];
        DataColumn[] columns = Match([.. targeted.Select(l => model.Outputs[l.Output].Name)], data.Targets, "target", what, model.Name);
        return Array.ConvertAll(model.Losses, l => Array.IndexOf(targeted, l) is var at and >= 0 ? columns[at] : null);
    }

    /// <summary>By name where every name is found, else by position.</summary>
    private static DataColumn[] Match(string[] names, IReadOnlyList<DataColumn> columns, string kind, string what, string model)
    {
        DataColumn?[] byName = Array.ConvertAll(names, name => columns.FirstOrDefault(c => c.Name == name));
        if (byName.Distinct().Count() == names.Length && !byName.Contains(null))
        {
            return byName!;
        }
        return columns.Count == names.Length
            ? [.. columns]
            : throw new ArgumentException(
                $"{Capital(what)} has {Count(columns.Count, kind)} ({Listing.Quoted([.. columns.Select(c => c.Name)])}), but {model} has "
                + $"{Count(names.Length, kind)} ({Listing.Quoted(names)}). Give one column for each, in this order or with these names.");
    }

    private void CheckInput(ValueDefinition input, DataColumn column, string what)
    {
        int length = input.LengthAt(Symbols);
        if (column.IsInt != input.IsInt || column.Width != length)
        {
            throw new ArgumentException(
                $"Column '{column.Name}' of {what} has {Values(column.Width, column.IsInt)} per sample, but input '{input.Name}' takes "
                + $"{Values(length, input.IsInt)} {Shapes.At(input.Shape, input.Sizes, Symbols)}.");
        }
        if (input.IsInt && input.LimitAt(Symbols) is var limit and > 0)
        {
            CheckRange(column, limit, input.IgnoreIndex, what, $"input '{input.Name}'");
        }
    }

    private void CheckTarget(NetworkDefinition model, LossDefinition loss, DataColumn column, string what)
    {
        string output = model.Outputs[loss.Output].Name;
        bool isTaken = column.IsInt ? loss.IntTargetShape != null : loss.TakesFloats;
        if (!isTaken || loss.TargetLengthAt(column.IsInt, Symbols) != column.Width)
        {
            string floats = loss.TakesFloats
                ? $"{Values(loss.TargetLengthAt(isInt: false, Symbols), false)} {Shapes.At(loss.TargetShape, loss.TargetSizes, Symbols)}" : "";
            string ints = loss.IntTargetShape == null ? "" : $"{Values(loss.TargetLengthAt(isInt: true, Symbols), true)} (class labels)";
            throw new ArgumentException(
                $"Column '{column.Name}' of {what} has {Values(column.Width, column.IsInt)} per sample, but {loss.Kind} on output "
                + $"'{output}' takes {floats}{(floats.Length > 0 && ints.Length > 0 ? " or " : "")}{ints}.");
        }
        if (column.IsInt)
        {
            CheckRange(column, loss.Classes, loss.IgnoreIndex, what, $"{loss.Kind} on output '{output}'");
        }
        if (loss.Sequences is { } rules)
        {
            int steps = model.StepsOf(loss, Symbols);
            DataColumn? told = loss.Lengths is { } lengths ? _inputs[lengths.Input] : null;
            foreach (int row in Data.Rows)
            {
                int own = told is null ? steps : loss.Lengths!.Of(told.Ints.AsSpan(row * told.Width, told.Width));
                if (rules.Mistake(column.Ints.AsSpan(row * column.Width, column.Width), loss.IgnoreIndex, own, areOwn: told is not null) is { } mistake)
                {
                    throw new ArgumentException($"Row {row} of column '{column.Name}' of {what} has {mistake}; {loss.Kind} reads output '{output}'.");
                }
            }
        }
    }

    /// <summary>A step takes ints for all losses that know them, or floats for all.</summary>
    private void CheckKinds(NetworkDefinition model, string what)
    {
        int ints = Array.FindIndex(_targets, c => c is { IsInt: true });
        int floats = Array.FindIndex(model.Losses, l => l.IntTargetShape != null && _targets[Array.IndexOf(model.Losses, l)] is { IsInt: false });
        if (ints >= 0 && floats >= 0)
        {
            LossDefinition loss = model.Losses[floats];
            throw new ArgumentException(
                $"Column '{_targets[floats]!.Name}' of {what} holds floats for {loss.Kind} on output '{model.Outputs[loss.Output].Name}', which takes "
                + $"ints too, while column '{_targets[ints]!.Name}' holds ints. Give ints wherever a loss takes them, or floats everywhere.");
        }
    }

    private void CheckRange(DataColumn column, int limit, int? ignored, string what, string user)
    {
        foreach (int row in Data.Rows)
        {
            foreach (int value in column.Ints.AsSpan(row * column.Width, column.Width))
            {
                if ((uint)value >= (uint)limit && value != ignored)
                {
                    throw new ArgumentException(
                        $"Row {row} of column '{column.Name}' of {what} holds {value}, but {user} takes values from {CallChecks.IntRange(limit, ignored)}.");
                }
            }
        }
    }

    private static string Values(int count, bool isInt) => $"{count} {(isInt ? "int" : "float")}{(count == 1 ? "" : "s")}";

    private static string Count(int count, string kind) => $"{count} {kind}{(count == 1 ? "" : "s")}";

    private static string Capital(string what) => char.ToUpperInvariant(what[0]) + what[1..];
}

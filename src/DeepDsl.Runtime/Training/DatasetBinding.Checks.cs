using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>Finds the columns by name or place, and says which row of which column doesn't fit.</summary>
internal sealed partial class DatasetBinding
{
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

using System.ComponentModel;
using System.Globalization;

namespace DeepDsl.CompilerServices;

/// <summary>Takes the members of a record, in their order; the label last.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FeatureColumns<T>
{
    private readonly List<FeatureColumn<T>> _columns = [];
    private readonly List<RecordMember> _members = [];

    internal FeatureColumns()
    {
    }

    internal IReadOnlyList<FeatureColumn<T>> Columns => _columns;

    /// <summary>Those of the columns, and behind them the label.</summary>
    internal IReadOnlyList<RecordMember> Members => _members;

    internal LabelColumn<T>? Label { get; private set; }

    /// <summary>A number that is always there.</summary>
    /// <param name="name">The member.</param>
    /// <param name="column">Of a file; empty for a member that others tell.</param>
    /// <param name="value">Reads it.</param>
    /// <param name="scale">How it is scaled.</param>
    /// <param name="log">Whether its logarithm is.</param>
    public FeatureColumns<T> Number(string name, string column, Func<T, double> value, NormalizationKind scale, bool log) =>
        Add(new NumberColumn<T>(name, value, new NumberForm(scale, log, IsNullable: false, Imputation.Value, 0, HasIndicator: false)), column);

    /// <summary>A number that may be missing.</summary>
    /// <param name="name">The member.</param>
    /// <param name="column">Of a file; empty for a member that others tell.</param>
    /// <param name="value">Reads it.</param>
    /// <param name="scale">How it is scaled.</param>
    /// <param name="log">Whether its logarithm is.</param>
    /// <param name="missing">What stands for a missing one.</param>
    /// <param name="fill">The number, where that is given.</param>
    /// <param name="indicator">Whether a float says that it was missing.</param>
    public FeatureColumns<T> NumberOrNull(
        string name, string column, Func<T, double?> value, NormalizationKind scale, bool log, Imputation missing, double fill, bool indicator) =>
        Add(new NumberColumn<T>(name, r => value(r) ?? double.NaN, new NumberForm(scale, log, IsNullable: true, missing, fill, indicator)), column);

    /// <summary>An enum or a truth value.</summary>
    /// <param name="name">The member.</param>
    /// <param name="column">Of a file; empty for a member that others tell.</param>
    /// <param name="place">Reads the place of its category; -1 for none of them.</param>
    /// <param name="form">What it becomes.</param>
    /// <param name="values">The categories.</param>
    /// <param name="numbers">Their numbers as texts; null where they are their places.</param>
    /// <param name="averages">What the averages of the label are called, under <see cref="CategoryForm.Target"/>.</param>
    public FeatureColumns<T> Category(
        string name, string column, Func<T, int> place, CategoryForm form, string[] values, string[]? numbers = null, string[]? averages = null) =>
        Add(Column(name, place, form, new CategoryNames(values), averages), column, values, numbers);

    /// <summary>A text that is one of some.</summary>
    /// <param name="name">The member.</param>
    /// <param name="column">Of a file; empty for a member that others tell.</param>
    /// <param name="text">Reads it.</param>
    /// <param name="form">What it becomes.</param>
    /// <param name="values">The categories.</param>
    /// <param name="averages">What the averages of the label are called, under <see cref="CategoryForm.Target"/>.</param>
    public FeatureColumns<T> Text(
        string name, string column, Func<T, string?> text, CategoryForm form, string[] values, string[]? averages = null)
    {
        CategoryNames names = new(values);
        return Add(Column(name, r => names.PlaceOf(text(r)), form, names, averages), column);
    }

    /// <summary>A text whose hash is its category.</summary>
    /// <param name="name">The member.</param>
    /// <param name="column">Of a file; empty for a member that others tell.</param>
    /// <param name="text">Reads it.</param>
    /// <param name="form">What it becomes.</param>
    /// <param name="places">How many hashes there are.</param>
    /// <param name="averages">What the averages of the label are called, under <see cref="CategoryForm.Target"/>.</param>
    public FeatureColumns<T> Hash(string name, string column, Func<T, string?> text, CategoryForm form, int places, string[]? averages = null) =>
        Add(Column(name, r => TextHash.PlaceOf(text(r), places), form, new CategoryNames(places), averages), column);

    /// <summary>The label, an enum or a truth value.</summary>
    /// <param name="name">The member.</param>
    /// <param name="column">Of a file; empty for a member that others tell.</param>
    /// <param name="isNullable">Whether it may be missing.</param>
    /// <param name="place">Reads the number of its class; -1 where it is missing.</param>
    /// <param name="values">The classes.</param>
    public FeatureColumns<T> Class(string name, string column, bool isNullable, Func<T, int> place, string[] values) =>
        Add(new LabelColumn<T>(name, place, values), column, isNullable, values);

    /// <summary>The label, a text that is one of some.</summary>
    /// <param name="name">The member.</param>
    /// <param name="column">Of a file; empty for a member that others tell.</param>
    /// <param name="isNullable">Whether it may be missing.</param>
    /// <param name="text">Reads it.</param>
    /// <param name="values">The classes.</param>
    public FeatureColumns<T> ClassOfText(string name, string column, bool isNullable, Func<T, string?> text, string[] values)
    {
        CategoryNames names = new(values);
        int Place(T record) => text(record) is not { Length: > 0 } found ? -1
            : names.PlaceOf(found) is var place and >= 0 ? place
            : throw new ArgumentException($"{name} is '{Listing.Short(found)}', which is not among the classes {Listing.Quoted(values)}.");
        return Add(new LabelColumn<T>(name, Place, values), column, isNullable, []);
    }

    /// <summary>The label, the number of a regression.</summary>
    /// <param name="name">The member.</param>
    /// <param name="column">Of a file; empty for a member that others tell.</param>
    /// <param name="isNullable">Whether it may be missing.</param>
    /// <param name="value">Reads it.</param>
    public FeatureColumns<T> Target(string name, string column, bool isNullable, Func<T, double?> value) =>
        Add(new LabelColumn<T>(name, value, scale: null), column, isNullable, []);

    /// <summary>The same of a number that is scaled to be learned.</summary>
    /// <param name="name">The member.</param>
    /// <param name="column">Of a file; empty for a member that others tell.</param>
    /// <param name="isNullable">Whether it may be missing.</param>
    /// <param name="value">Reads it.</param>
    /// <param name="scale">How it is scaled.</param>
    /// <param name="log">Whether its logarithm is.</param>
    public FeatureColumns<T> Target(string name, string column, bool isNullable, Func<T, double?> value, NormalizationKind scale, bool log) =>
        Add(new LabelColumn<T>(name, value, new LabelScale(name, scale, log)), column, isNullable, []);

    private FeatureColumns<T> Add(FeatureColumn<T> feature, string column, string[]? values = null, string[]? numbers = null)
    {
        _columns.Add(feature);
        _members.Add(new RecordMember(column, MayLack: false, values ?? [], numbers ?? Places(values)));
        return this;
    }

    private FeatureColumns<T> Add(LabelColumn<T> label, string column, bool mayLack, string[] values)
    {
        Label = label;
        _members.Add(new RecordMember(column, mayLack, values, Places(values)));
        return this;
    }

    private static string[] Places(string[]? values) =>
        [.. Enumerable.Range(0, values?.Length ?? 0).Select(i => i.ToString(CultureInfo.InvariantCulture))];

    private static FeatureColumn<T> Column(string name, Func<T, int> place, CategoryForm form, CategoryNames names, string[]? averages) => form switch
    {
        CategoryForm.Index => new IndexColumn<T>(name, place, names),
        CategoryForm.Target => new TargetColumn<T>(name, place, names, averages ?? []),
        CategoryForm.Ordinal => new NumberColumn<T>(
            name, r => place(r) is var p and >= 0 ? p : double.NaN,
            new NumberForm(NormalizationKind.Standard, Log: false, IsNullable: true, Imputation.Mean, 0, HasIndicator: true, names.Declaration)),
        _ => new OneHotColumn<T>(name, place, names),
    };
}

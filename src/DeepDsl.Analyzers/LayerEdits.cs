using DeepDsl.Compiler.Ops;

namespace DeepDsl.Analyzers;

/// <summary>
/// What a fix does to the attributes of a model, worked out where its numbers are known and carried by the diagnostic as text: a title,
/// then one edit a line. Empty where one of them can't be made: to a layer inside a block, or to one that others name.
/// </summary>
public sealed class LayerEdits(ModelUnderAnalysis model, string title)
{
    private readonly List<string> _lines = [title];
    private bool _possible = true;

    /// <summary>Gives a named argument a value.</summary>
    public LayerEdits Set(LayerRow row, string argument, string value) => Add("set", row, argument, value);

    /// <summary>Gives the first argument a value.</summary>
    public LayerEdits SetFirst(LayerRow row, string value) => Add("first", row, value);

    /// <summary>Removes named arguments, where the source gives them.</summary>
    public LayerEdits Unset(LayerRow row, params string[] arguments)
    {
        foreach (string argument in arguments.Where(row.Layer.Has))
        {
            Add("unset", row, argument);
        }

        return this;
    }

    /// <summary>Makes it another layer with the same named arguments.</summary>
    public LayerEdits Rename(LayerRow row, string layer) => Add("rename", row, layer);

    /// <summary>Puts another layer in its place.</summary>
    public LayerEdits Replace(LayerRow row, string layer)
    {
        _possible &= IsAnonymous(row);
        return Add("replace", row, layer);
    }

    public LayerEdits Remove(LayerRow row)
    {
        _possible &= IsAnonymous(row) && model.Flow.Readers(row).All(r => !r.Layer.Has("From") && r.Sources[0] == row);
        return Add("remove", row);
    }

    public LayerEdits InsertAfter(LayerRow row, string layer)
    {
        _possible &= IsAnonymous(row) && model.Flow.Readers(row).All(r => !r.Layer.Has("From") && r.Sources[0] == row);
        return Add("after", row, layer);
    }

    /// <summary>Another function in place of the one that it applies.</summary>
    public LayerEdits SetActivation(LayerRow row, string function) => row.IsActivation()
        ? Unset(row, function == "LogSoftmax" ? [] : ["Axis", "Slope", "Alpha"]).Rename(row, function)
        : Set(row, "Activation", "Activation." + function);

    /// <summary>No function in place of the one that it applies.</summary>
    public LayerEdits RemoveActivation(LayerRow row) => row.IsActivation() ? Remove(row) : Unset(row, "Activation");

    public override string ToString() => _possible && _lines.Count > 1 ? string.Join("\n", _lines) : "";

    private static bool IsAnonymous(LayerRow row) => !row.Layer.Has("Name") && !row.Layer.Has("From") && !row.Layer.Has("When");

    private LayerEdits Add(string verb, LayerRow row, params string[] words)
    {
        int attribute = model.AttributeOf(row);
        _possible &= attribute >= 0;
        _lines.Add(string.Join("\t", [verb, attribute.ToString(), .. words]));
        return this;
    }
}

using DeepDsl.Analyzers.Repairs;
using DeepDsl.Compiler.Ops;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers;

/// <summary>
/// A <see cref="Repair"/> of layers. Empty where one of its edits can't be made: to a layer inside a block, or to one that others name.
/// </summary>
public sealed class LayerEdits(ModelUnderAnalysis model, string title)
{
    private readonly Repair _repair = new(title);
    private bool _possible = true;
    private bool _any;

    /// <summary>Gives a named argument a value.</summary>
    public LayerEdits Set(LayerRow row, string argument, string value)
    {
        string[] parts = value.Split('.');
        bool isMember = parts.Length == 2 && char.IsLetter(parts[0][0]);
        return Add(row, a => _ = isMember ? _repair.SetMember(a, argument, parts[0], parts[1]) : _repair.Set(a, argument, value));
    }

    /// <summary>Gives the first argument a value.</summary>
    public LayerEdits SetFirst(LayerRow row, string value) => Add(row, a => _repair.Set(a, "", value));

    /// <summary>Removes named arguments, where the source gives them.</summary>
    public LayerEdits Unset(LayerRow row, params string[] arguments)
    {
        foreach (string argument in arguments.Where(row.Layer.Has))
        {
            Add(row, a => _repair.Drop(a, argument));
        }

        return this;
    }

    /// <summary>Makes it another layer with the same named arguments.</summary>
    public LayerEdits Rename(LayerRow row, string layer)
    {
        Renumbers(row.Layer.Op.Stem);
        Renumbers(OpTable.Find(layer)!.Stem);
        return Add(row, a => _repair.Rename(a, layer));
    }

    /// <summary>Puts another layer in its place.</summary>
    public LayerEdits Replace(LayerRow row, string layer)
    {
        _possible &= IsAnonymous(row);
        return Add(row, a => _repair.Replace(a, layer));
    }

    public LayerEdits Remove(LayerRow row)
    {
        _possible &= IsAnonymous(row) && model.Flow.Readers(row).All(r => !r.Layer.Has("From") && r.Sources[0] == row);
        Renumbers(row.Layer.Op.Stem);
        return Add(row, a => _repair.Remove(a));
    }

    public LayerEdits InsertAfter(LayerRow row, string layer)
    {
        _possible &= IsAnonymous(row) && model.Flow.Readers(row).All(r => !r.Layer.Has("From") && r.Sources[0] == row);
        return Add(row, a => _repair.Append(a, layer));
    }

    /// <summary>Another function in place of the one that it applies.</summary>
    public LayerEdits SetActivation(LayerRow row, string function) => row.IsActivation()
        ? Unset(row, function == "LogSoftmax" ? [] : ["Axis", "Slope", "Alpha"]).Rename(row, function)
        : Set(row, "Activation", "Activation." + function);

    /// <summary>No function in place of the one that it applies.</summary>
    public LayerEdits RemoveActivation(LayerRow row) => row.IsActivation() ? Remove(row) : Unset(row, "Activation");

    public override string ToString() => _possible && _any ? _repair.ToString() : "";

    /// <summary>Not possible where somebody reads a layer of the kind by the number in its name, which would be another's.</summary>
    private void Renumbers(string stem) => _possible &= !Names.IsNumbered(model.Spec, stem);

    private static bool IsAnonymous(LayerRow row) => !row.Layer.Has("Name") && !row.Layer.Has("From") && !row.Layer.Has("When");

    private LayerEdits Add(LayerRow row, Action<AttributeSyntax> edit)
    {
        if (model.Editable(row) is { } attribute)
        {
            edit(attribute);
            _any = true;
        }
        else
        {
            _possible = false;
        }

        return this;
    }
}

using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Build;

/// <summary>What a model takes over from the one that it extends.</summary>
/// <param name="Layers">Its layers up to the last that is taken, inputs among them.</param>
/// <param name="Frozen">How many of them, the first ones, are not trained.</param>
public sealed record InheritedLayers(EquatableArray<AttributeSpec> Layers, int Frozen)
{
    /// <summary>The bounds of dimensions that are set at run time.</summary>
    public EquatableArray<AttributeSpec> Extents { get; init; }

    public EquatableArray<BlockSpec> Blocks { get; init; }

    /// <summary>Names of the layers that are not taken.</summary>
    public EquatableArray<string> CutOff { get; init; }

    /// <summary>Those that the layers name, and what these call.</summary>
    public EquatableArray<FunctionSpec> Functions { get; init; }
}

/// <summary>Takes over the layers of a sound model, up to one of a name.</summary>
public static class InheritLayers
{
    /// <summary>Null where no layer has the name; then the names that there are.</summary>
    /// <param name="model">The model that is extended.</param>
    /// <param name="until">Name of the last layer or block to take; empty for all.</param>
    /// <param name="trainable">False to train none of them.</param>
    public static (InheritedLayers? Layers, IReadOnlyList<string> Names) Run(BuiltModel model, string until, bool trainable)
    {
        ModelSpec spec = model.Spec;
        (string Name, int Layer)[] names = [.. Names(model).Distinct().OrderBy(n => n.Layer)]; // which is stable
        List<AttributeSpec> layers = [.. spec.Layers];
        IEnumerable<string> cutOff = spec.Extends?.CutOff ?? [];
        if (until.Length > 0)
        {
            int last = Array.FindLastIndex(names, n => n.Name == until);
            if (last < 0)
            {
                return (null, [.. names.Select(n => n.Name)]);
            }

            int end = names[last].Layer;
            layers[end] = Shortened(layers[end], until, [.. names.Where(n => n.Layer == end).Select(n => n.Name)]);
            cutOff = cutOff.Concat(names.Skip(last + 1).Select(n => n.Name)).Except(names.Take(last + 1).Select(n => n.Name));
            layers.RemoveRange(end + 1, layers.Count - end - 1);
        }

        // What the other model gives is its own affair; what is read of it here, readers say.
        layers.RemoveAll(l => l.Kind == "Output");
        HashSet<string> called = [.. layers.SelectMany(OpTable.FunctionsOf)];
        return (new InheritedLayers(layers.ToArray(), trainable ? Math.Min(spec.Extends?.Frozen ?? 0, layers.Count) : layers.Count)
        {
            Extents = spec.Settings.Where(s => s.Kind == ExtentSpec.AttributeName).ToArray(),
            Blocks = spec.Blocks,
            CutOff = cutOff.ToArray(),
            Functions = spec.Functions.Where(f => called.Contains(f.Name) || f.IsOfTensors).ToArray(),
        }, []);
    }

    /// <summary>The names of layers and of uses of blocks, with the attribute that each comes from.</summary>
    private static IEnumerable<(string Name, int Layer)> Names(BuiltModel model)
    {
        foreach (LayerRow row in model.Inference.Rows)
        {
            yield return (row.Layer.Path.Split('.')[0], row.Path[0]);
        }

        for (int i = 0; i < model.Spec.Layers.Count; i++)
        {
            if (model.Spec.Layers[i].Kind is not ("Input" or "Output") && model.Spec.Layers[i].Text("Name") is { Length: > 0 } name)
            {
                yield return (name, i);
            }
        }
    }

    /// <summary>The attribute that gives the layer of a name; of a block that repeats, the repetitions up to that name.</summary>
    private static AttributeSpec Shortened(AttributeSpec layer, string until, List<string> names)
    {
        if (layer["Repeat"] is null || layer.Text("Name") == until || names.IndexOf(until) is var place && place == names.Count - 1)
        {
            return layer;
        }

        // A single use of a block that has a name is called just that, without the number.
        ArgumentSpec changed = place > 0 ? new("Repeat", new NumberArgument(place + 1)) : new("Name", new TextArgument(until));
        return layer with { Arguments = layer.Arguments.Where(a => a.Name != "Repeat" && a.Name != changed.Name).Append(changed).ToArray() };
    }
}

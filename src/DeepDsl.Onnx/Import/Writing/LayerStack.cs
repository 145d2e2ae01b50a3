namespace DeepDsl.Onnx;

/// <summary>The layers that outputs need, in order and with their numbers among themselves.</summary>
internal sealed class LayerStack
{
    private LayerStack(IReadOnlyList<ImportedLayer> layers, IReadOnlyList<(string, int)> outputs) => (Layers, Outputs) = (layers, outputs);

    public IReadOnlyList<ImportedLayer> Layers { get; }

    public IReadOnlyList<(string Name, int Layer)> Outputs { get; }

    /// <summary>Whether outputs are given by name, as several must be, and what only has a name.</summary>
    public bool AreOutputsNamed => Outputs.Count > 1 || Layers[Outputs[0].Layer].Kind == "Identity";

    /// <summary>What was left out, in sentences.</summary>
    public List<string> Notes { get; } = [];

    public static LayerStack Of(ImportedModel model)
    {
        HashSet<int> needed = Needed(model);
        int[] numbers = new int[model.Layers.Count];
        List<ImportedLayer> layers = [];
        foreach (int i in needed.Order().OrderBy(i => model.Layers[i].Kind == "Input" ? 0 : 1))
        {
            numbers[i] = layers.Count;
            layers.Add(model.Layers[i]);
        }

        LayerStack stack = new(layers, [.. model.Outputs.Select(o => (o.Name, numbers[o.Layer]))]);
        stack.Notes.AddRange(model.Layers.Where((l, i) => l.Kind == "Input" && !needed.Contains(i))
            .Select(l => $"Input '{l.Wish}' is left out, since no output depends on it."));
        Share(model.Layers, layers);
        foreach (ImportedLayer layer in layers)
        {
            layer.Reads = [.. layer.Reads.Select(r => numbers[r])];
        }

        return stack;
    }

    /// <summary>The layers that outputs depend on.</summary>
    public static HashSet<int> Needed(ImportedModel model)
    {
        HashSet<int> needed = [.. model.Outputs.Select(o => o.Layer)];
        for (int i = model.Layers.Count - 1; i >= 0; i--)
        {
            needed.UnionWith(needed.Contains(i) ? model.Layers[i].Reads : []);
        }

        return needed;
    }

    /// <summary>Of a layer that is there several times, the first has the parameters.</summary>
    private static void Share(IReadOnlyList<ImportedLayer> all, List<ImportedLayer> layers)
    {
        Dictionary<ImportedLayer, ImportedLayer> owners = new(ReferenceEqualityComparer.Instance);
        foreach (ImportedLayer layer in layers)
        {
            ImportedLayer origin = layer.CopyOf is { } number ? all[number] : layer;
            if (!owners.TryAdd(origin, layer))
            {
                layer.SharesWith = owners[origin];
            }
        }
    }
}

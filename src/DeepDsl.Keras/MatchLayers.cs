namespace DeepDsl.Keras;

/// <summary>Finds the layer of a file for each layer of a model.</summary>
internal static class MatchLayers
{
    /// <param name="model">What the model is called.</param>
    /// <param name="own">Its layers, in order.</param>
    /// <param name="file">The file.</param>
    /// <param name="named">By their name here, layers that are not matched by their order.</param>
    public static IReadOnlyDictionary<OwnLayer, KerasLayer> Run(
        string model, IReadOnlyList<OwnLayer> own, KerasModel file, IReadOnlyDictionary<string, string> named)
    {
        Dictionary<OwnLayer, KerasLayer> found = [];
        List<KerasLayer> left = [.. file.Layers];
        foreach ((string name, string other) in named)
        {
            OwnLayer layer = own.FirstOrDefault(l => l.Name == name) ?? throw Unknown(model, name, own.Select(l => l.Name));
            KerasLayer keras = file.Layers.FirstOrDefault(l => l.Name == other)
                ?? throw Unknown(file.Path, other, file.Layers.Select(l => l.Name));
            if (KerasLayout.Of(layer, keras) is null)
            {
                throw new InvalidDataException(
                    $"'{Listing.Short(other)}' of {file.Path} does not fit '{Listing.Short(name)}' of {model}: it has {Shapes(keras)}, and "
                    + $"that takes {Shapes(layer)}.");
            }

            found.Add(layer, keras);
            left.Remove(keras);
        }

        foreach (OwnLayer layer in own.Where(l => !found.ContainsKey(l)))
        {
            KerasLayer[] fitting = [.. left.Where(l => KerasLayout.Of(layer, l) is not null)];
            if (!file.IsOrdered && fitting.FirstOrDefault(l => l.Kind != fitting[0].Kind) is { } other)
            {
                throw new InvalidDataException(
                    $"{file.Path} does not say in which order its layers '{fitting[0].Name}' and '{other.Name}' stand, and both fit "
                    + $"'{Listing.Short(layer.Name)}' of {model}. Name the right one in layers, or save the model as .keras.");
            }

            if (fitting.Length > 0)
            {
                found.Add(layer, fitting[0]);
                left.Remove(fitting[0]);
            }
        }

        return found;
    }

    private static ArgumentException Unknown(string owner, string layer, IEnumerable<string> known) =>
        new($"{owner} has no layer '{Listing.Short(layer)}' with weights; it has {Listing.Quoted([.. known])}.", "layers");

    private static string Shapes(KerasLayer layer) =>
        Listing.Of([.. layer.Arrays.Select(a => $"{a.Key} {DeepDsl.Shapes.Text(a.Value.Shape)}")]);

    private static string Shapes(OwnLayer layer) => Listing.Of([.. layer.Shapes.Select(a => $"{a.Key} {DeepDsl.Shapes.Text(a.Value)}")]);
}

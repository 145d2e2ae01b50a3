namespace DeepDsl.Keras;

/// <summary>The form of Keras 2, and of .h5 files of Keras 3: layers and weights in lists of names, which lead to the arrays.</summary>
internal static class NamedLayers
{
    public static IReadOnlyList<KerasLayer> Read(HdfObject root, IEnumerable<string> names)
    {
        List<KerasLayer> layers = [];
        IReadOnlyDictionary<string, HdfObject> groups = root.Children();
        foreach (string name in names)
        {
            HdfObject group = groups.GetValueOrDefault(name)
                ?? throw new InvalidDataException($"It names a layer '{Listing.Short(name)}', and has none.");

            // A model within the model is one group, whose arrays say of which layer they are.
            Dictionary<string, Dictionary<string, KerasArray>> arrays = [];
            foreach (string weight in group.Texts("weight_names") ?? [])
            {
                HdfObject data = group.At(weight) ?? throw new InvalidDataException(
                    $"Layer '{Listing.Short(name)}' names an array '{Listing.Short(weight)}', and has none.");
                string[] path = weight.Split('/');
                int own = Array.IndexOf(path, name);
                string owner = own >= 0 ? name : path[0];
                string array = path[^1].Split(':')[0];
                string within = KerasNames.Within(path[(Math.Max(own, 0) + 1)..^1], array);
                if (!arrays.TryGetValue(owner, out Dictionary<string, KerasArray>? found))
                {
                    arrays.Add(owner, found = []);
                }

                if (!found.TryAdd(within, data.Floats(weight)))
                {
                    throw new InvalidDataException($"Layer '{Listing.Short(owner)}' has two arrays '{Listing.Short(within)}'.");
                }
            }

            layers.AddRange(arrays.Select(a => new KerasLayer(a.Key, "", a.Value)));
        }

        return layers;
    }
}

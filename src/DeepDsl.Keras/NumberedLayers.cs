namespace DeepDsl.Keras;

/// <summary>
/// The form of Keras 3: a group for each layer, called by its class and its number among those of the class, in which arrays have numbers.
/// </summary>
internal static class NumberedLayers
{
    private const string Arrays = "vars";

    /// <summary>Models in models have a few.</summary>
    private const int Deepest = 32;

    private static readonly string[] s_containers = ["layers", "_layer_checkpoint_dependencies"];

    /// <param name="path">Of the file.</param>
    /// <param name="root">The group that holds all.</param>
    /// <param name="order">The layers in the order of the model; null where nobody tells.</param>
    public static KerasModel Read(string path, HdfObject root, IReadOnlyList<string>? order)
    {
        List<(string Layer, string[] Within, string Number, HdfObject Data)> found = [];
        foreach ((string[] steps, HdfObject data) in Below(root, []))
        {
            int last = steps.Length - 1;
            int container = Array.FindLastIndex(steps, s => s_containers.Contains(s));
            if (last >= 1 && steps[last - 1] == Arrays && container >= 0 && container + 2 < last && !steps.Contains("seed_generator"))
            {
                string layer = string.Join('/', steps[..(container + 2)].Where(s => !s_containers.Contains(s)));
                found.Add((layer, steps[(container + 2)..(last - 1)], steps[last], data));
            }
        }

        if (found.Count == 0)
        {
            throw new InvalidDataException("It has no layers with weights that Keras 2 or 3 would have written.");
        }

        KerasLayer[] layers =
        [
            .. found.GroupBy(f => f.Layer).Select(layer =>
            {
                string kind = KerasNames.Numbered(layer.Key.Split('/')[^1]).Kind;
                Dictionary<string, KerasArray> arrays = [];
                foreach (var part in layer.GroupBy(f => string.Join('/', f.Within)))
                {
                    foreach ((_, string[] within, string number, HdfObject data) in part)
                    {
                        string name = KerasNames.Within(within, KerasNames.ArrayOf(kind, number, part.Count()));
                        if (!arrays.TryAdd(name, data.Floats(layer.Key)))
                        {
                            throw new InvalidDataException($"Layer '{Listing.Short(layer.Key)}' has two arrays '{Listing.Short(name)}'.");
                        }
                    }
                }

                return new KerasLayer(layer.Key, kind, arrays);
            }),
        ];
        bool isOrdered = order is not null && layers.All(l => order.Contains(l.Name));
        return new KerasModel(path, isOrdered
            ? [.. layers.OrderBy(l => order!.ToList().IndexOf(l.Name))]
            : [.. layers.OrderBy(l => KerasNames.Numbered(l.Name).Kind, StringComparer.Ordinal)
                .ThenBy(l => KerasNames.Numbered(l.Name).Number)],
            isOrdered);
    }

    /// <summary>All arrays below a group, with the names that lead to them.</summary>
    private static IEnumerable<(string[] Path, HdfObject Data)> Below(HdfObject group, string[] path)
    {
        if (path.Length > Deepest)
        {
            throw new InvalidDataException($"Its groups lie in groups {path.Length} deep.");
        }

        foreach ((string name, HdfObject child) in group.Children())
        {
            string[] here = [.. path, name];
            IEnumerable<(string[], HdfObject)> found = child.IsArray ? [(here, child)] : Below(child, here);
            foreach ((string[], HdfObject) array in found)
            {
                yield return array;
            }
        }
    }
}

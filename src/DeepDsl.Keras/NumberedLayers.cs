using PureHDF;

namespace DeepDsl.Keras;

/// <summary>
/// The form of Keras 3: a group for each layer, called by its class and its number among those of the class, in which arrays have numbers.
/// </summary>
internal static class NumberedLayers
{
    private const string Arrays = "vars";

    private static readonly string[] s_containers = ["layers", "_layer_checkpoint_dependencies"];

    /// <param name="path">Of the file.</param>
    /// <param name="reader">Its reader.</param>
    /// <param name="root">The group that holds all.</param>
    /// <param name="order">The layers in the order of the model; null where nobody tells.</param>
    public static KerasModel Read(string path, HdfReader reader, IH5Group root, IReadOnlyList<string>? order)
    {
        List<(string Layer, string[] Within, string Number, IH5Dataset Data)> found = [];
        foreach ((string[] steps, IH5Dataset data) in reader.Arrays(root))
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
                return new KerasLayer(layer.Key, kind, layer.GroupBy(f => string.Join('/', f.Within))
                    .SelectMany(part => part.Select(f => (
                        Name: KerasNames.Within(f.Within, KerasNames.ArrayOf(kind, f.Number, part.Count())), Array: reader.Read(f.Data, f.Layer))))
                    .ToDictionary(a => a.Name, a => a.Array));
            }),
        ];
        bool isOrdered = order is not null && layers.All(l => order.Contains(l.Name));
        return new KerasModel(path, isOrdered
            ? [.. layers.OrderBy(l => order!.ToList().IndexOf(l.Name))]
            : [.. layers.OrderBy(l => KerasNames.Numbered(l.Name).Kind, StringComparer.Ordinal).ThenBy(l => KerasNames.Numbered(l.Name).Number)],
            isOrdered);
    }
}

namespace DeepDsl.Keras;

/// <summary>Takes weights from files that Keras saved, without Python.</summary>
public static class KerasWeights
{
    private static readonly Dictionary<string, string> s_none = [];

    /// <summary>
    /// Reads weights that Keras 2 or 3 saved: a <c>.keras</c> file, a <c>.weights.h5</c>, or a <c>.h5</c> of weights or of a whole model.
    /// Layers are matched in their order: each of this model takes the first one that is left in the file and has arrays of its shapes. A
    /// file that is damaged, or does not fit and <paramref name="strict"/>, is an error that leaves the model as it was.
    /// </summary>
    /// <param name="net">The model; of any device.</param>
    /// <param name="path">The file.</param>
    /// <param name="layers">Layers that are not matched in their order: by their name here, what the file calls them.</param>
    /// <param name="strict">False takes what fits and reports the rest.</param>
    /// <exception cref="InvalidDataException">The file is damaged, does not fit, or does not say which of two layers is meant.</exception>
    public static LoadReport LoadKerasWeights(
        this Network net, string path, IReadOnlyDictionary<string, string>? layers = null, bool strict = true)
    {
        ArgumentNullException.ThrowIfNull(net);
        ArgumentException.ThrowIfNullOrEmpty(path);
        KerasModel model = KerasFile.Read(path);
        List<SafetensorsTensor> tensors = [];
        IReadOnlyList<OwnLayer> own = OwnLayer.Of(net);
        List<KerasLayer> taken = [];
        foreach ((OwnLayer layer, KerasLayer keras) in MatchLayers.Run(net.Definition.Name, own, model, layers ?? s_none))
        {
            if (RecurrentLayout.Difference(layer, keras) is { } difference)
            {
                if (strict)
                {
                    throw new InvalidDataException($"{path} does not fit {net.Definition.Name}, which is unchanged: {difference}");
                }

                continue;
            }

            taken.Add(keras);
            tensors.AddRange(KerasLayout.Of(layer, keras)!.Select(
                a => SafetensorsTensor.FromFloats($"{layer.Name}.{a.Key}", layer.Shapes[a.Key], a.Value)));
        }

        // What nobody took stands there under its name in the file, so that the report tells it.
        tensors.AddRange(model.Layers.Except(taken).SelectMany(
            l => l.Arrays.Select(a => SafetensorsTensor.FromFloats($"{l.Name}/{a.Key}", a.Value.Shape, a.Value.Values))));
        WeightFile file = new(
            path, tensors.ToDictionary(t => t.Name, StringComparer.Ordinal), new Dictionary<string, string>(), WeightLayout.Canonical);
        return net.LoadWeights(file, strict: strict);
    }
}

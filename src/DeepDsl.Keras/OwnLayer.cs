namespace DeepDsl.Keras;

/// <summary>A layer of the model that has weights.</summary>
/// <param name="Name">What stands before its arrays.</param>
/// <param name="Shapes">By the rest of their names.</param>
internal sealed record OwnLayer(string Name, IReadOnlyDictionary<string, int[]> Shapes)
{
    private const string InnerPart = ".out_proj";

    /// <summary>In the order of the model.</summary>
    public static IReadOnlyList<OwnLayer> Of(Network net) =>
    [
        .. net.Parameters.Concat<NamedTensor>(net.States).GroupBy(t => LayerOf(t.Name)).Select(layer => new OwnLayer(
            layer.Key, layer.ToDictionary(t => t.Name[(layer.Key.Length + 1)..], t => t.Shape.ToArray()))),
    ];

    private static string LayerOf(string tensor)
    {
        string layer = tensor[..tensor.LastIndexOf('.')];
        return layer.EndsWith(InnerPart, StringComparison.Ordinal) ? layer[..^InnerPart.Length] : layer;
    }
}

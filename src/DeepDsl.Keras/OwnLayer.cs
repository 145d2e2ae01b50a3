using System.Text.RegularExpressions;

namespace DeepDsl.Keras;

/// <summary>A layer of the model that has weights.</summary>
/// <param name="Name">What stands before its arrays.</param>
/// <param name="Shapes">By the rest of their names.</param>
/// <param name="IsResetAfter">Where a GRU resets, which its shapes do not tell; null for another layer, or where nothing tells.</param>
internal sealed partial record OwnLayer(string Name, IReadOnlyDictionary<string, int[]> Shapes, bool? IsResetAfter = null)
{
    private const string InnerPart = ".out_proj";

    /// <summary>In the order of the model.</summary>
    public static IReadOnlyList<OwnLayer> Of(Network net)
    {
        string[] rows = net.Definition.Summary.Split('\n');
        return
        [
            .. net.Parameters.Concat<NamedTensor>(net.States).GroupBy(t => LayerOf(t.Name)).Select(layer => new OwnLayer(
                layer.Key, layer.ToDictionary(t => t.Name[(layer.Key.Length + 1)..], t => t.Shape.ToArray()), ResetAfter(layer.Key, rows))),
        ];
    }

    private static bool? ResetAfter(string layer, string[] rows)
    {
        string row = rows.FirstOrDefault(r => r.StartsWith(layer + " ", StringComparison.Ordinal), "");
        string declared = row.Length > 0 ? row[layer.Length..].TrimStart() : "";
        return !declared.StartsWith("GRU(", StringComparison.Ordinal) ? null
            : !declared.Contains("ResetAfter = ", StringComparison.Ordinal) ? true
            : Given().Match(declared) is { Success: true } given ? given.Groups[1].Value == "true" : null;
    }

    [GeneratedRegex(@"\bResetAfter = (true|false)\b")]
    private static partial Regex Given();

    private static string LayerOf(string tensor)
    {
        string layer = tensor[..tensor.LastIndexOf('.')];
        return layer.EndsWith(InnerPart, StringComparison.Ordinal) ? layer[..^InnerPart.Length] : layer;
    }
}

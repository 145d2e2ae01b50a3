using System.Text.Json;

namespace DeepDsl.Keras;

/// <summary>The description of a model beside its weights, of which only the order of layers is read.</summary>
internal static class KerasConfig
{
    /// <summary>
    /// What Keras 3 calls the layers of a model in its file of weights, in the order of the model; null for a model of another form.
    /// </summary>
    public static IReadOnlyList<string>? LayerNames(Stream json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("config", out JsonElement config)
            || config.ValueKind != JsonValueKind.Object || !config.TryGetProperty("layers", out JsonElement layers)
            || layers.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        List<string> names = [];
        Dictionary<string, int> numbers = [];
        foreach (JsonElement layer in layers.EnumerateArray())
        {
            string kind = KerasNames.OfClass(
                layer.ValueKind == JsonValueKind.Object && layer.TryGetProperty("class_name", out JsonElement name)
                    && name.ValueKind == JsonValueKind.String ? name.GetString()! : "");
            numbers[kind] = numbers.TryGetValue(kind, out int last) ? last + 1 : 0;
            names.Add(numbers[kind] == 0 ? kind : $"{kind}_{numbers[kind]}");
        }

        return names;
    }
}

namespace DeepDsl.Onnx;

/// <summary>Layers with the values that are given out.</summary>
/// <param name="Layers">Inputs and layers, each behind what it reads.</param>
/// <param name="Outputs">Names in the file, and the layers that give them.</param>
/// <param name="Notes">How they differ from the file.</param>
internal sealed record ImportedModel(
    IReadOnlyList<ImportedLayer> Layers, IReadOnlyList<(string Name, int Layer)> Outputs, IReadOnlyList<string> Notes);

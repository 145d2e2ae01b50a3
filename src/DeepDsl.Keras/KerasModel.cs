namespace DeepDsl.Keras;

/// <summary>What a file holds of a model.</summary>
/// <param name="Path">Of the file.</param>
/// <param name="Layers">Those with weights.</param>
/// <param name="IsOrdered">Whether they stand in the order of the model; else only those of one kind do.</param>
internal sealed record KerasModel(string Path, IReadOnlyList<KerasLayer> Layers, bool IsOrdered);

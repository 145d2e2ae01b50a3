namespace DeepDsl.Keras;

/// <summary>A layer of a file that has weights.</summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="Kind">Its class as Keras writes it in names, such as batch_normalization; empty where the file does not tell.</param>
/// <param name="Arrays">
/// By what they are to the layer: kernel, bias, gamma; before that the direction of a bidirectional layer and the part of an attention, as in
/// forward/kernel and query/bias.
/// </param>
internal sealed record KerasLayer(string Name, string Kind, IReadOnlyDictionary<string, KerasArray> Arrays);

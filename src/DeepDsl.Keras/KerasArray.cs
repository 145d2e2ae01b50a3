namespace DeepDsl.Keras;

/// <summary>An array of a file, row by row.</summary>
internal sealed record KerasArray(int[] Shape, float[] Values);

namespace DeepDsl;

/// <summary>Tells files of weights that are not read, by how they begin.</summary>
internal static class ForeignFile
{
    /// <summary>What it is and what to do, for the end of a sentence; null where nothing is known.</summary>
    public static string? KindOf(ReadOnlySpan<byte> start) =>
        start.StartsWith((byte[])[0x89, (byte)'H', (byte)'D', (byte)'F'])
            ? "an HDF5 file, as Keras writes them. LoadKerasWeights of the package DeepDsl.Keras reads those"
        : start.StartsWith("GGUF"u8)
            ? "a GGUF file, whose weights are quantized for another runtime. Load the safetensors file that it was made from"
        : start is [0x80, >= 2 and <= 5, .., not (byte)'{']
            ? "a pickle that torch.save did not write, which would have to be run. In Python, save model.state_dict() with torch.save"
        : null;
}

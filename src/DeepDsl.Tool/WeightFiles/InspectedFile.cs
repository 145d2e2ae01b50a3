namespace DeepDsl.Tool.WeightFiles;

/// <summary>What is in a file of weights.</summary>
/// <param name="Kind">What the file is.</param>
/// <param name="Facts">What it says of itself.</param>
/// <param name="Tensors">Its arrays, in its order.</param>
internal sealed record InspectedFile(string Kind, IReadOnlyList<(string Name, string Value)> Facts, IReadOnlyList<InspectedTensor> Tensors)
{
    /// <summary>Reads one. It is told by its first bytes what it is, but for ONNX, whose first bytes say nothing.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="reads">Whether values are read, too.</param>
    /// <param name="stop">Whether the user wants it to end.</param>
    public static InspectedFile Read(string path, bool reads, CancellationToken stop)
    {
        if (!File.Exists(path))
        {
            throw new ToolException($"{path} does not exist. Name a file of weights, such as net.safetensors, net.pt or net.onnx.");
        }
        if (Path.GetExtension(path).Equals(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            return OnnxInspection.Read(path, reads, stop);
        }
        Span<byte> start = stackalloc byte[9];
        using (FileStream stream = File.OpenRead(path))
        {
            start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        }
        return ShardIndex.IsOne(start) ? ShardInspection.Read(path, reads, stop)
            : TorchFile.IsOne(start) ? TorchInspection.Read(path, reads)
            : ForeignFile.KindOf(start) is { } kind ? throw new InvalidDataException($"{path} is {kind}.")
            : SafetensorsInspection.Read(path, reads, stop);
    }
}

namespace DeepDsl.Tool.WeightFiles;

/// <summary>What torch.save wrote, read whole by the library, which runs nothing of it.</summary>
internal static class TorchInspection
{
    public static InspectedFile Read(string path, bool reads) =>
        new("torch.save", [], [.. WeightFile.Read(path).Tensors.Values.Select(t => Inspect(t, reads))]);

    private static InspectedTensor Inspect(SafetensorsTensor tensor, bool reads)
    {
        long[] shape = [.. tensor.Shape.Select(d => (long)d)];
        long bytes = shape.Aggregate((long)SafetensorsHeader.ElementSize(tensor.Type), (product, size) => product * size);
        return new InspectedTensor(tensor.Name, tensor.Type.ToString(), shape, bytes, reads ? Statistics(tensor) : null);
    }

    private static ValueStatistics Statistics(SafetensorsTensor tensor)
    {
        ValueStatistics statistics = new();
        IEnumerable<double> values = tensor.Type == SafetensorsType.F64 ? tensor.ToDoubles()
            : tensor.IsFloat ? tensor.ToFloats().Select(v => (double)v) : tensor.ToLongs().Select(v => (double)v);
        foreach (double value in values)
        {
            statistics.Add(value);
        }
        return statistics;
    }
}

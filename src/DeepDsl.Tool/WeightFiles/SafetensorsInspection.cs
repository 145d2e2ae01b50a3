namespace DeepDsl.Tool.WeightFiles;

/// <summary>A safetensors file, of which the header alone is kept in memory.</summary>
internal static class SafetensorsInspection
{
    public static InspectedFile Read(string path, bool reads, CancellationToken stop)
    {
        using FileStream stream = File.OpenRead(path);
        try
        {
            SafetensorsHeader header = SafetensorsHeader.Read(stream);
            return new InspectedFile(
                "safetensors",
                [.. header.Metadata.Select(m => (m.Key, m.Value))],
                [
                    .. header.Entries.Select(e => new InspectedTensor(
                        e.Name, e.Type.ToString(), [.. e.Shape.Select(d => (long)d)], e.End - e.Begin,
                        reads ? StreamedValues.Read(stream, e.Type, e.End - e.Begin, stop) : null)),
                ]);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidDataException(
                $"{path} is not a file of weights that is read here: as safetensors, {Listing.Sentence(e.Message)} "
                + "Name a safetensors file, one of torch.save, or one whose name ends in .onnx.", e);
        }
    }
}

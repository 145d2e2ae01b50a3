namespace DeepDsl.Tool.WeightFiles;

/// <summary>The index of a model that lies in several files, which are read one after another.</summary>
internal static class ShardInspection
{
    public static InspectedFile Read(string path, bool reads, CancellationToken stop)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        List<InspectedTensor> tensors = [];
        string[] files = [.. ShardIndex.NamesByFile(path).Keys];
        foreach (string file in files)
        {
            string place = Path.Combine(folder, file);
            if (!File.Exists(place))
            {
                throw new InvalidDataException($"{path} names {Listing.Short(file)}, which is not beside it. Download it too.");
            }
            if (IsIndex(place))
            {
                throw new InvalidDataException($"{path} names {Listing.Short(file)}, which is an index too. Name files of arrays.");
            }
            tensors.AddRange(InspectedFile.Read(place, reads, stop).Tensors);
        }
        return new InspectedFile($"index of {files.Length} files", [], tensors);
    }

    private static bool IsIndex(string path)
    {
        Span<byte> start = stackalloc byte[9];
        using FileStream stream = File.OpenRead(path);
        return ShardIndex.IsOne(start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
    }
}

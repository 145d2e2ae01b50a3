using System.Text.Json;

namespace DeepDsl;

/// <summary>The index of a model that lies in several files: which of them has which array.</summary>
internal static class ShardIndex
{
    private const string Map = "weight_map";

    /// <summary>A safetensors file may begin with the same byte, but its header's length has zeros where JSON has none.</summary>
    public static bool IsOne(ReadOnlySpan<byte> start) => start is [(byte)'{', ..] && !start.Contains((byte)0);

    public static WeightFile Read(string path)
    {
        Dictionary<string, List<string>> namesOf = NamesByFile(path);
        Dictionary<string, SafetensorsTensor> tensors = new(StringComparer.Ordinal);
        WeightLayout layout = WeightLayout.Canonical;
        foreach ((string file, List<string> names) in namesOf)
        {
            WeightFile shard = Shard(path, file);
            layout = shard.Layout;
            foreach (string name in names)
            {
                tensors.Add(name, shard.Tensors.TryGetValue(name, out SafetensorsTensor? tensor) ? tensor : throw new InvalidDataException(
                    $"{path} says that {Listing.Short(file)} has '{Listing.Short(name)}', but it has not."
                    + $"{NearestName.Suggest(name, shard.Tensors.Keys)} Download both again."));
            }
        }
        return new WeightFile(path, tensors, new Dictionary<string, string>(), layout);
    }

    private static WeightFile Shard(string path, string file)
    {
        string place = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, file);
        if (!File.Exists(place))
        {
            throw new InvalidDataException($"{path} names {Listing.Short(file)}, which is not beside it. Download it too.");
        }
        Span<byte> start = stackalloc byte[9];
        using (FileStream stream = File.OpenRead(place))
        {
            start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        }
        return !IsOne(start) ? WeightFile.Read(place)
            : throw new InvalidDataException($"{path} names {Listing.Short(file)}, which is an index too. Name files of arrays.");
    }

    /// <summary>The files, each a name beside the index, with the names of their arrays.</summary>
    internal static Dictionary<string, List<string>> NamesByFile(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            using JsonDocument document = JsonDocument.Parse(stream);
            Dictionary<string, List<string>> names = new(StringComparer.Ordinal);
            HashSet<string> all = new(StringComparer.Ordinal);
            foreach (JsonProperty entry in document.RootElement.GetProperty(Map).EnumerateObject())
            {
                string file = Beside(entry.Value.GetString() ?? "");
                if (!all.Add(entry.Name))
                {
                    throw new FormatException($"it has '{Listing.Short(entry.Name)}' twice.");
                }
                (names.TryGetValue(file, out List<string>? inFile) ? inFile : names[file] = []).Add(entry.Name);
            }
            return names;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new InvalidDataException(
                $"{path} is not an index of weights, which says under '{Map}' which file has which array: {Listing.Sentence(e.Message)}", e);
        }
    }

    /// <summary>A name alone, on any system: an index leads nowhere else.</summary>
    private static string Beside(string file) => file.Length > 0 && file.IndexOfAny(['/', '\\', ':', '\0']) < 0 && file is not ("." or "..")
        ? file
        : throw new FormatException($"'{Listing.Short(file)}' is not the name of a file beside it.");
}

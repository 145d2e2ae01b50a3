using System.IO.Compression;
using System.Text;

namespace DeepDsl.Tests.Reliability;

/// <summary>Files of weights that other libraries wrote.</summary>
internal static class TorchFormats
{
    private const string Pickle = "/data.pkl";

    private static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "reference", "torch_files");

    /// <summary>A zip file, changed as it is and in its pickle alone.</summary>
    public static FileFormat Archive(string name, string file)
    {
        byte[] saved = File.ReadAllBytes(Path.Combine(Folder, file));
        List<(string Name, byte[] Bytes)> entries = Entries(saved);
        byte[] pickle = entries.Single(e => e.Name.EndsWith(Pickle, StringComparison.Ordinal)).Bytes;
        FileFormat.Form ofPickle = new(
            pickle, changed => Zip(entries.Select(e => e.Name.EndsWith(Pickle, StringComparison.Ordinal) ? (e.Name, changed) : e)), HasChecksum: false);
        return new(name, [FileFormat.Form.Of(saved), ofPickle, ofPickle], Read);
    }

    public static FileFormat Stream(string name, string file) =>
        new(name, [FileFormat.Form.Of(File.ReadAllBytes(Path.Combine(Folder, file)))], Read);

    /// <summary>The index of two files that lie beside it.</summary>
    public static FileFormat Index(string name)
    {
        const string index = """
            {"metadata": {"total_size": 24}, "weight_map": {"a.weight": "part-1.safetensors", "a.bias": "part-2.safetensors", "b": "part-1.safetensors"}}
            """;
        return new(name, [FileFormat.Form.Of(Encoding.UTF8.GetBytes(index))], path =>
        {
            string folder = Path.GetDirectoryName(path)!;
            string first = Path.Combine(folder, "part-1.safetensors");
            if (!File.Exists(first))
            {
                SafetensorsFile.Write(
                    first, [SafetensorsTensor.FromFloats("a.weight", [3], [1, 2, 3]), SafetensorsTensor.FromFloats("b", [1], [4])]);
                SafetensorsFile.Write(Path.Combine(folder, "part-2.safetensors"), [SafetensorsTensor.FromFloats("a.bias", [2], [5, 6])]);
            }
            return Read(path);
        });
    }

    private static byte[] Read(string path)
    {
        using MemoryStream all = new();
        foreach ((string name, SafetensorsTensor tensor) in WeightFile.Read(path).Tensors)
        {
            all.Write(Encoding.UTF8.GetBytes($"{name} {tensor.Type} {string.Join(' ', tensor.Shape.Take(100))} "));
            tensor.WriteTo(all);
        }
        return all.ToArray();
    }

    private static List<(string Name, byte[] Bytes)> Entries(byte[] file)
    {
        using ZipArchive zip = new(new MemoryStream(file));
        return [.. zip.Entries.Select(e =>
        {
            byte[] bytes = new byte[e.Length];
            using Stream content = e.Open();
            content.ReadExactly(bytes);
            return (e.FullName, bytes);
        })];
    }

    private static byte[] Zip(IEnumerable<(string Name, byte[] Bytes)> entries)
    {
        using MemoryStream file = new();
        using (ZipArchive zip = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] bytes) in entries)
            {
                using Stream content = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                content.Write(bytes);
            }
        }
        return file.ToArray();
    }
}

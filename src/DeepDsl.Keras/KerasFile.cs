using System.IO.Compression;
using PureHDF;
using PureHDF.VOL.Native;

namespace DeepDsl.Keras;

/// <summary>Reads files of Keras, of which nothing is run.</summary>
internal static class KerasFile
{
    private const string WeightsEntry = "model.weights.h5";
    private const string ConfigEntry = "config.json";

    /// <summary>How much larger than a packed file what is in it may be.</summary>
    private const long MostPacked = 1032;

    /// <exception cref="InvalidDataException">The file is damaged, or of another kind.</exception>
    public static KerasModel Read(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            Span<byte> start = stackalloc byte[4];
            bool isZip = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.StartsWith("PK"u8);
            stream.Position = 0;
            return isZip ? FromArchive(path, stream) : Read(path, stream, order: null);
        }
        catch (Exception e) when (e is not (IOException or UnauthorizedAccessException) || e is EndOfStreamException)
        {
            // What the library of HDF5 meets in a damaged file, it throws as it comes: bad indices, nulls, overflows.
            throw new InvalidDataException($"{path} is no sound file of Keras: {Listing.Sentence(Reason(e))}", e);
        }
    }

    private static string Reason(Exception e)
    {
        string text = e is InvalidDataException or NotSupportedException ? e.Message : $"reading it fails with {e.GetType().Name}";
        return text.Length <= 300 ? text : $"{text.AsSpan(0, 300)}...";
    }

    private static KerasModel FromArchive(string path, Stream stream)
    {
        using ZipArchive archive = new(stream, ZipArchiveMode.Read);
        ZipArchiveEntry weights = archive.GetEntry(WeightsEntry)
            ?? throw new InvalidDataException($"It is a zip file without {WeightsEntry}. Save the model as .keras or .weights.h5.");
        using MemoryStream content = Unpacked(weights, stream.Length);
        using MemoryStream? config = archive.GetEntry(ConfigEntry) is { } entry ? Unpacked(entry, stream.Length) : null;
        return Read(path, content, config is null ? null : KerasConfig.LayerNames(config));
    }

    private static MemoryStream Unpacked(ZipArchiveEntry entry, long archived)
    {
        if (entry.Length > Math.Min(Array.MaxLength, MostPacked * archived))
        {
            throw new InvalidDataException($"{entry.Name} says that it has {entry.Length} bytes, of {archived} in the file.");
        }

        MemoryStream content = new();
        using Stream packed = entry.Open();
        packed.CopyTo(content);
        content.Position = 0;
        return content;
    }

    private static KerasModel Read(string path, Stream stream, IReadOnlyList<string>? order)
    {
        using NativeFile file = H5File.Open(stream, leaveOpen: true);
        HdfReader reader = new(stream.Length);
        IH5Group root = file;
        if (root.LinkExists("model_weights") && root.Get("model_weights") is IH5Group inside)
        {
            root = inside;
        }

        return reader.Texts(root, "layer_names") is { } names
            ? new KerasModel(path, NamedLayers.Read(reader, root, names), IsOrdered: true)
            : NumberedLayers.Read(path, reader, root, order);
    }
}

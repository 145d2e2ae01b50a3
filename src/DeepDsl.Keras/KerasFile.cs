using System.IO.Compression;
using System.Text.Json;

namespace DeepDsl.Keras;

/// <summary>Reads files of Keras, of which nothing is run.</summary>
internal static class KerasFile
{
    private const string WeightsEntry = "model.weights.h5";
    private const string ConfigEntry = "config.json";
    private const string WholeModel = "model_weights";

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
            return isZip ? FromArchive(path, stream) : Read(path, stream, order: null);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or OverflowException or JsonException
            or InvalidOperationException) // which texts of JSON throw that are no texts
        {
            throw new InvalidDataException($"{path} is no sound file of Keras: {Listing.Sentence(Reason(e))}", e);
        }
    }

    private static string Reason(Exception e) => e is OverflowException ? "One of its sizes is larger than any file."
        : e.Message.Length <= 300 ? e.Message : $"{e.Message.AsSpan(0, 300)}...";

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
        HdfObject root = new HdfFile(stream).Root;
        root = root.At(WholeModel) is { IsGroup: true } inside ? inside : root;
        return root.Texts("layer_names") is { } names
            ? new KerasModel(path, NamedLayers.Read(root, names), IsOrdered: true)
            : NumberedLayers.Read(path, root, order);
    }
}

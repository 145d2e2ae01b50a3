using System.Globalization;

namespace DeepDsl.Onnx;

/// <summary>Reads tensors that lie in files beside the model; what is named must lie in its folder.</summary>
/// <param name="folder">Of the model.</param>
internal sealed class ExternalTensors(string folder)
{
    /// <summary>Tensors may share bytes, as tied weights do, but not without end: memory is to stay in proportion to files.</summary>
    private const int MostShares = 2;

    private readonly Dictionary<string, long> _read = [];

    /// <summary>Takes in the elements of a tensor that lies there.</summary>
    /// <exception cref="InvalidDataException">
    /// The place is none in that folder, the file ends before it, or tensors share more of it than files do.
    /// </exception>
    public void Read(StoredTensor tensor)
    {
        if (tensor.External is not { } entries)
        {
            return;
        }

        (string path, long offset, long length) = Place(tensor);
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        long all = _read.GetValueOrDefault(path) + length;
        if (all > MostShares * stream.Length)
        {
            throw new InvalidDataException(
                $"{Title(tensor)} and those before it are said to have {all} bytes of {Listing.Short(entries["location"])}, which has "
                + $"{stream.Length}.");
        }

        if (length > Array.MaxLength)
        {
            throw new InvalidDataException($"{Title(tensor)} has {length} bytes, which is more than an array can have.");
        }

        _read[path] = all;
        byte[] bytes = new byte[length];
        stream.Position = offset;
        stream.ReadExactly(bytes);
        tensor.Raw = bytes;
    }

    /// <summary>Where the elements lie of a tensor that lies in another file.</summary>
    /// <exception cref="InvalidDataException">The place is none in that folder, or the file ends before it.</exception>
    public (string Path, long Offset, long Length) Place(StoredTensor tensor)
    {
        Dictionary<string, string> entries = tensor.External!;
        string title = Title(tensor);
        string location = entries.GetValueOrDefault("location", "");
        string path = PathOf(location, title);
        long size = new FileInfo(FileLinks.Follow(path)).Length;
        long offset = Number(entries, "offset", 0, title);
        long length = Number(entries, "length", size - offset, title);
        return offset <= size && length <= size - offset ? (path, offset, length)
            : throw new InvalidDataException(
                $"{title} is said to lie at {offset} to {offset + length} of {Listing.Short(location)}, which has {size} bytes.");
    }

    private static string Title(StoredTensor tensor) => $"tensor '{Listing.Short(tensor.Name)}'";

    private string PathOf(string location, string title)
    {
        string whole = Path.GetFullPath(folder);
        string path = location.Length == 0 || location.Contains('\0') ? "" : Path.GetFullPath(Path.Combine(whole, location));
        string root = Path.EndsInDirectorySeparator(whole) ? whole : whole + Path.DirectorySeparatorChar;

        // A link may lead elsewhere, as caches of downloads have them; a name may not.
        if (!path.StartsWith(root, StringComparison.Ordinal) || (File.Exists(path) && !FileKind.IsRegular(FileLinks.Follow(path))))
        {
            throw new InvalidDataException(
                $"{title} is said to lie in '{Listing.Short(location)}', which is no file in the folder of the model, so it was not opened.");
        }

        return File.Exists(path) ? path
            : throw new InvalidDataException($"{title} lies in {Listing.Short(location)}, which is not there. Put it beside the model.");
    }

    private static long Number(Dictionary<string, string> entries, string key, long standard, string title) =>
        !entries.TryGetValue(key, out string? text) ? standard
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number
        : throw new InvalidDataException($"{title} has the {key} '{Listing.Short(text)}', which is no number of bytes.");
}

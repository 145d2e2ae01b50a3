using System.IO.Compression;
using System.Text;

namespace DeepDsl;

/// <summary>
/// What torch.save writes since PyTorch 1.6: a zip file that compresses nothing, of a pickle and the values that it tells the places of.
/// </summary>
internal static class TorchArchive
{
    private const string Pickle = "/data.pkl";

    public static bool IsOne(ReadOnlySpan<byte> start) => start.StartsWith("PK\x3\x4"u8) && start is [.., not (byte)'{'];

    public static Dictionary<string, SafetensorsTensor> Read(FileStream stream)
    {
        using ZipArchive zip = new(stream, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.Entries.Any(e => e.FullName.EndsWith("/constants.pkl", StringComparison.Ordinal)))
        {
            throw new InvalidDataException("it is a program that torch.jit.save wrote. In Python, save torch.jit.load(path).state_dict().");
        }
        Dictionary<string, ZipArchiveEntry> entries = Entries(zip, stream.Length);
        string folder = entries.Keys.FirstOrDefault(n => n.EndsWith(Pickle, StringComparison.Ordinal) && n.Count('/') == 1)?[..^Pickle.Length]
            ?? throw new InvalidDataException("it is a zip file without the data.pkl that torch.save writes.");
        if (entries.TryGetValue($"{folder}/byteorder", out ZipArchiveEntry? entry)
            && Encoding.ASCII.GetString(Bytes(entry)) is not "little" and var order)
        {
            throw new InvalidDataException(
                $"the bytes of its numbers are in the order '{Listing.Short(order)}', and 'little' is read. Save it on another machine.");
        }
        byte[] pickle = Bytes(entries[folder + Pickle]);
        object? root = new PickleReader(new MemoryStream(pickle)).Read();
        return TorchTensors.Read(StateDict.Tensors(root, TorchFile.MostWork(pickle.Length)), stream.Name, stream.Length, storage =>
        {
            string name = $"{folder}/data/{storage.Key}";
            long needed = storage.Elements * SafetensorsHeader.ElementSize(storage.Type);
            return !entries.TryGetValue(name, out ZipArchiveEntry? values)
                ? throw new InvalidDataException($"it lacks the values '{Listing.Short(name)}'.")
                : values.Length == needed ? Bytes(values)
                : throw new InvalidDataException($"its values '{Listing.Short(name)}' take {values.Length} bytes in place of {needed}.");
        });
    }

    /// <summary>By name. Together they take no more than the file has, so that what is read of them costs no more.</summary>
    private static Dictionary<string, ZipArchiveEntry> Entries(ZipArchive zip, long length)
    {
        Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.Ordinal);
        long left = length;
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            if (entry.Length != entry.CompressedLength || entry.IsEncrypted)
            {
                throw new InvalidDataException(
                    $"'{Listing.Short(entry.FullName)}' in it is compressed or encrypted, which torch.save does not do.");
            }
            if (!entries.TryAdd(entry.FullName, entry))
            {
                throw new InvalidDataException($"it has '{Listing.Short(entry.FullName)}' twice.");
            }
            // Compared before it is subtracted: a length may be any number.
            left = entry.Length >= 0 && entry.Length <= left ? left - entry.Length
                : throw new InvalidDataException($"what it says to hold takes more than its {length} bytes.");
        }
        return entries;
    }

    /// <summary>
    /// Sums of checks are not compared: torch.save can be told to write none
    /// (torch.serialization.set_crc32_options), and such files are sound.
    /// </summary>
    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        byte[] bytes = new byte[entry.Length];
        using Stream content = entry.Open();
        content.ReadExactly(bytes);
        return bytes;
    }
}

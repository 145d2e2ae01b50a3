namespace DeepDsl;

/// <summary>Files of torch.save, of which nothing is run.</summary>
internal static class TorchFile
{
    /// <summary>Whether a file that begins so is one of torch.save.</summary>
    public static bool IsOne(ReadOnlySpan<byte> start) => TorchArchive.IsOne(start) || TorchStream.IsOne(start);

    /// <summary>The tensors by name. What is in the file is checked against its real size before memory is taken for it.</summary>
    public static Dictionary<string, SafetensorsTensor> Read(FileStream stream, ReadOnlySpan<byte> start)
    {
        try
        {
            return TorchArchive.IsOne(start) ? TorchArchive.Read(stream) : TorchStream.Read(stream);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidDataException($"{stream.Name} is not a file of weights that torch.save wrote: {Listing.Sentence(e.Message)}", e);
        }
    }

    /// <summary>
    /// How much of names and entries a pickle of so many bytes may make: dicts in dicts repeat the names of the outer ones.
    /// </summary>
    public static long MostWork(long bytes) => 16 * bytes;
}

namespace DeepDsl;

/// <summary>
/// A data file that is being read, compressed by gzip or not: the content decides, since downloads lose their extensions.
/// </summary>
internal sealed class DataFile
{
    /// <summary>What is unpacked to see whether a mistake in the content comes from damage of the file; a bound on hostile files.</summary>
    private const long MaxSearch = 64 << 20;

    private readonly GzipFileStream? _gzip;

    private DataFile(FileStream file)
    {
        LengthOnDisk = file.Length;
        bool compressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        _gzip = compressed ? new GzipFileStream(file) : null;
        Stream = (Stream?)_gzip ?? file;
    }

    /// <summary>The content, unpacked.</summary>
    public Stream Stream { get; }

    public bool IsCompressed => _gzip != null;

    public long LengthOnDisk { get; }

    /// <summary>Reads a file; one whose compressed data is damaged is an error, whatever was made of the part before that.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parse">Reads to the end of the content.</param>
    /// <param name="whatWasRead">Says how much was read before damage, as "12 rows were".</param>
    public static T Read<T>(string path, Func<DataFile, T> parse, Func<string> whatWasRead)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        DataFile data = new(file);
        using Stream stream = data.Stream;
        try
        {
            T content = parse(data);
            if (data.FindDamage() == null)
            {
                return content;
            }
        }
        catch (InvalidDataException) when (data.FindDamage() != null)
        {
            // The mistake in the content comes from the damage.
        }
        throw new InvalidDataException(
            $"{path} {data.FindDamage()}. {whatWasRead()} read before that. Download or copy the file again.");
    }

    private string? FindDamage()
    {
        if (_gzip == null)
        {
            return null;
        }
        byte[] rest = new byte[1 << 14];
        for (long searched = 0; searched < MaxSearch && _gzip.Read(rest) is int more and > 0; searched += more)
        {
        }
        return _gzip.Damage;
    }
}

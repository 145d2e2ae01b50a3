namespace DeepDsl;

/// <summary>
/// A data file that is being read, compressed by gzip or not: the content decides, since downloads lose their extensions.
/// </summary>
internal sealed class DataFile : IDisposable
{
    /// <summary>What is unpacked to see whether a mistake in the content comes from damage of the file; a bound on hostile files.</summary>
    private const long MaxSearch = 64 << 20;

    private readonly string _path;
    private readonly GzipFileStream? _gzip;

    private DataFile(string path)
    {
        _path = path;
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
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

    /// <summary>Opens a file, which is then read by <see cref="Parse"/>.</summary>
    public static DataFile Open(string path) => new(path);

    /// <summary>Reads a file; one whose compressed data is damaged is an error, whatever was made of the part before that.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parse">Reads to the end of the content.</param>
    /// <param name="whatWasRead">Says how much was read before damage, as "12 rows were".</param>
    public static T Read<T>(string path, Func<DataFile, T> parse, Func<string> whatWasRead)
    {
        using DataFile data = new(path);
        return data.Parse(() => parse(data), whatWasRead);
    }

    /// <summary>Reads on; what comes from damage of compressed data is an error that says so.</summary>
    /// <param name="parse">Reads.</param>
    /// <param name="whatWasRead">Says how much was read before damage, as "12 rows were".</param>
    /// <param name="isEnd">Tells what was read at the end of the content; null where all of it is read at once.</param>
    public T Parse<T>(Func<T> parse, Func<string> whatWasRead, Func<T, bool>? isEnd = null)
    {
        try
        {
            T content = parse();
            if (isEnd?.Invoke(content) == false || FindDamage() == null)
            {
                return content;
            }
        }
        catch (InvalidDataException) when (FindDamage() != null)
        {
            // The mistake in the content comes from the damage.
        }
        throw new InvalidDataException($"{_path} {FindDamage()}. {whatWasRead()} read before that. Download or copy the file again.");
    }

    public void Dispose() => Stream.Dispose();

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

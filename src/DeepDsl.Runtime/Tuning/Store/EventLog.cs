using System.Globalization;
using System.Numerics;
using System.Text;

namespace DeepDsl;

/// <summary>
/// A file of events that only grows, a line of JSON each, whose last property is a checksum of the line. A line that a kill or a loss of
/// power cut short, or left at the end without its content, is recognised and taken away.
/// </summary>
internal sealed class EventLog : IDisposable
{
    private const string Checksum = ",\"crc\":\"";
    private const int ChecksumLength = 8;

    private readonly string _path;
    private readonly FileStream? _lock;
    private readonly FileStream? _file;
    private readonly Lock _writing = new();

    private EventLog(string path, FileStream? held, FileStream? file, IReadOnlyList<string> lines)
    {
        _path = path;
        _lock = held;
        _file = file;
        Lines = lines;
    }

    /// <summary>The whole lines that were there when it was opened, without their checksums.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>The first error of a write; whoever sees it ends.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Opens or makes the file, which no other process may then write.</summary>
    /// <param name="path">The file; its folder is made.</param>
    /// <param name="user">What is stored there, such as "search", for messages.</param>
    public static EventLog Open(string path, string user)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        FileStream held = Hold(path, user);
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            byte[] bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            List<string> lines = Read(path, bytes, out int length);
            CheckIsOurs(path, bytes, lines);
            file.SetLength(length);
            file.Position = length;
            return new EventLog(path, held, file, lines);
        }
        catch
        {
            file?.Dispose();
            held.Dispose();
            throw;
        }
    }

    /// <summary>The lines of a file that another process may be writing.</summary>
    public static IReadOnlyList<string> Read(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return Read(path, bytes, out _);
    }

    /// <summary>Adds an event: a JSON object.</summary>
    /// <param name="json">The object, on one line.</param>
    /// <param name="keep">Whether it must outlive a loss of power. Kills it outlives anyway.</param>
    public void Append(string json, bool keep)
    {
        string content = json[..^1];
        byte[] line = Encoding.UTF8.GetBytes($"{content}{Checksum}{SumOf(Encoding.UTF8.GetBytes(content))}\"}}\n");
        lock (_writing)
        {
            // Behind a line that may be half there nothing more is written.
            if (Failure != null)
            {
                throw Failure;
            }
            try
            {
                _file!.Write(line);
                if (keep)
                {
                    _file.Flush(flushToDisk: true);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
            {
                Failure = new IOException($"{_path} could not be written, and what was done since is lost: {e.Message} Make room, and run again.", e);
                throw Failure;
            }
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        _lock?.Dispose();
    }

    /// <summary>The system ends the lock of a process that is killed, so that the file may stay.</summary>
    private static FileStream Hold(string path, string user)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new IOException(
                $"{path} is in use by another {user}, in this process or another: wait for its end, or name another folder. ({e.Message})", e);
        }
    }

    /// <summary>What has no whole line is a first line cut short, or somebody else's and stays.</summary>
    private static void CheckIsOurs(string path, ReadOnlySpan<byte> bytes, List<string> lines)
    {
        ReadOnlySpan<byte> start = "{\"format\":\"deepdsl "u8;
        int length = Math.Min(start.Length, bytes.Length);
        if (lines.Count == 0 && !bytes[..length].SequenceEqual(start[..length]))
        {
            throw new InvalidDataException($"{path} was not written by a search or a cross-validation. Name another folder, or move the file away.");
        }
    }

    private static List<string> Read(string path, ReadOnlySpan<byte> bytes, out int length)
    {
        List<string> lines = [];
        length = 0;
        int number = 0;
        int firstTorn = 0;
        for (int start = 0; start < bytes.Length;)
        {
            int end = bytes[start..].IndexOf((byte)'\n');
            string? line = end < 0 ? null : Whole(bytes.Slice(start, end));
            number++;
            if (line == null)
            {
                firstTorn = firstTorn == 0 ? number : firstTorn;
            }
            else if (firstTorn > 0)
            {
                throw new InvalidDataException(
                    $"{path} is damaged in line {firstTorn}, though whole lines follow. Restore it from a copy, or begin anew in another folder.");
            }
            else
            {
                lines.Add(line);
                length = start + end + 1;
            }
            start = end < 0 ? bytes.Length : start + end + 1;
        }
        return lines;
    }

    /// <summary>The line without its checksum, if that is right.</summary>
    private static string? Whole(ReadOnlySpan<byte> line)
    {
        int content = line.Length - Checksum.Length - ChecksumLength - 2;
        if (content < 1)
        {
            return null;
        }
        string sum = SumOf(line[..content]);
        bool isRight = line[content..].SequenceEqual(Encoding.UTF8.GetBytes($"{Checksum}{sum}\"}}"));
        return isRight ? Encoding.UTF8.GetString(line[..content]) + "}" : null;
    }

    private static string SumOf(ReadOnlySpan<byte> content)
    {
        uint sum = uint.MaxValue;
        foreach (byte b in content)
        {
            sum = BitOperations.Crc32C(sum, b);
        }
        return (~sum).ToString("x8", CultureInfo.InvariantCulture);
    }
}

using System.IO.Compression;

namespace DeepDsl;

/// <summary>
/// Unpacks a gzip file of one or more members, and knows whether it was whole. Where it was not, it ends and says so in
/// <see cref="Damage"/>, so that its reader can tell how much there was.
/// </summary>
/// <remarks>
/// The decoder of .NET takes a file that ends too early for one that ends. So it is given the file and after it one more member, of known
/// content: it gets to that only when the last member of the file, checksum and length included, was right.
/// </remarks>
internal sealed class GzipFileStream : ForwardStream
{
    private const string CutShort = "is cut short: its compressed data ends early";
    private static readonly byte[] Mark = "end of gzip file"u8.ToArray();

    private readonly MarkedFile _packed;
    private readonly GZipStream _unpacked;
    private bool _ended;

    public GzipFileStream(Stream packed)
        : this(new MarkedFile(packed))
    {
    }

    private GzipFileStream(MarkedFile packed)
        : base(packed)
    {
        _packed = packed;
        _unpacked = new GZipStream(packed, CompressionMode.Decompress);
    }

    /// <summary>What is wrong with the file, to follow its name in a sentence; null where nothing is, or was met yet.</summary>
    public string? Damage { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty)
        {
            return 0;
        }
        try
        {
            // The decoder asks for more only when it has given out all it had: what comes after the mark was asked for is the mark.
            int read = _unpacked.Read(buffer);
            if (read > 0 && !_packed.MarkGiven)
            {
                return read;
            }
            Damage = !_packed.MarkGiven ? "is damaged: something else follows its compressed data"
                : IsMark(buffer[..read]) ? null
                : CutShort;
        }
        catch (InvalidDataException)
        {
            Damage = _packed.MarkGiven ? CutShort : "is damaged: its compressed data does not match its checksum or its format";
        }
        _ended = true;
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>Whether what is left, and began with <paramref name="start"/>, is the mark and nothing else.</summary>
    private bool IsMark(ReadOnlySpan<byte> start)
    {
        Span<byte> found = stackalloc byte[Mark.Length + 1];
        if (start.Length > Mark.Length)
        {
            return false;
        }
        start.CopyTo(found);
        Span<byte> rest = found[start.Length..];
        int length = start.Length + _unpacked.ReadAtLeast(rest, rest.Length, throwOnEndOfStream: false);
        return found[..length].SequenceEqual(Mark);
    }

    /// <summary>A file, and after it a member that holds the mark.</summary>
    private sealed class MarkedFile(Stream file) : ForwardStream(file)
    {
        private static readonly byte[] Member = Pack(Mark);

        private readonly Stream _file = file;
        private int _given;

        public bool MarkGiven => _given > 0;

        public override int Read(Span<byte> buffer)
        {
            int read = MarkGiven ? 0 : _file.Read(buffer);
            if (read > 0)
            {
                return read;
            }
            read = Math.Min(buffer.Length, Member.Length - _given);
            Member.AsSpan(_given, read).CopyTo(buffer);
            _given += read;
            return read;
        }

        private static byte[] Pack(byte[] bytes)
        {
            using MemoryStream packed = new();
            using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
            {
                gzip.Write(bytes);
            }
            return packed.ToArray();
        }
    }
}

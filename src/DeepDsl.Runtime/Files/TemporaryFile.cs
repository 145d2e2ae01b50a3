using System.IO.Enumeration;

namespace DeepDsl;

/// <summary>
/// The files that a save writes before it renames them: <c>net.safetensors.0123456789abcdef0123456789abcdef.tmp</c>. Each is locked as
/// long as its process writes it, and the system ends the lock of a process that is killed. So one that is not locked is what a kill
/// left, whichever process, container or machine it was; a number of a process in the name could not tell that.
/// </summary>
internal static class TemporaryFile
{
    private const string Extension = ".tmp";
    private const int DigitCount = 32;
    private const int Attempts = 5;

    /// <summary>A new file beside the target, locked while the stream is open.</summary>
    public static FileStream Create(string target)
    {
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            BufferSize = 1 << 16,
        };
        if (!OperatingSystem.IsWindows() && File.Exists(target))
        {
            // Who may not read the old file shall not read the half of the new one.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        for (int attempt = 1; ; attempt++)
        {
            string path = $"{target}.{Guid.NewGuid():N}{Extension}";
            FileStream? stream = Open(path, options, last: attempt == Attempts);
            // Between its creation and its lock, another process may have taken it for a leftover; from then on nobody does.
            if (stream != null && File.Exists(path))
            {
                return stream;
            }
            stream?.Dispose();
        }
    }

    /// <summary>Removes what killed saves of the same target left.</summary>
    /// <param name="target">The file that is being saved.</param>
    /// <param name="own">The temporary file of this save, which is open.</param>
    public static void RemoveLeftovers(string target, string own)
    {
        try
        {
            // Some network drives know no locks: a file that is being written would look like a leftover.
            if (!TryOpen(own, FileOptions.None))
            {
                foreach (string path in Leftovers(target).Where(p => p != own && !IsBeingRenamed(p) && FileKind.IsRegular(p)))
                {
                    TryOpen(path, FileOptions.DeleteOnClose);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What another process removes at the same time, or may not be removed, is no reason not to save.
        }
    }

    private static FileStream? Open(string path, FileStreamOptions options, bool last)
    {
        try
        {
            return new FileStream(path, options);
        }
        catch (IOException e) when (!last && e is not DirectoryNotFoundException)
        {
            return null; // Locked by another process that is looking whether it is a leftover.
        }
    }

    /// <summary>Whether nobody has locked the file.</summary>
    private static bool TryOpen(string path, FileOptions options)
    {
        try
        {
            // Where it is to be deleted, that comes before the end of the lock.
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.None, bufferSize: 1, options);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>On Windows a file is closed before it is renamed, and for that moment looks like a leftover.</summary>
    private static bool IsBeingRenamed(string path) =>
        OperatingSystem.IsWindows() && File.GetLastWriteTimeUtc(path) > DateTime.UtcNow - TimeSpan.FromMinutes(1);

    private static FileSystemEnumerable<string> Leftovers(string target)
    {
        string name = Path.GetFileName(target);
        return new FileSystemEnumerable<string>(Path.GetDirectoryName(target)!, (ref FileSystemEntry entry) => entry.ToFullPath())
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) =>
                !entry.IsDirectory && (entry.Attributes & FileAttributes.ReparsePoint) == 0 && IsTemporary(entry.FileName, name),
        };
    }

    private static bool IsTemporary(ReadOnlySpan<char> file, string target) =>
        file.Length == target.Length + 1 + DigitCount + Extension.Length
        && file.StartsWith(target)
        && file[target.Length] == '.'
        && file.EndsWith(Extension)
        && !file.Slice(target.Length + 1, DigitCount).ContainsAnyExcept("0123456789abcdef");
}

using System.Formats.Tar;

namespace DeepDsl;

/// <summary>Tells files from devices, pipes and sockets.</summary>
internal static class FileKind
{
    /// <summary>Whether the existing <paramref name="path"/>, no folder and no link, is a file.</summary>
    public static bool IsRegular(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return !path.StartsWith(@"\\.\", StringComparison.Ordinal);
        }
        // Only a file holds bytes; whether what is empty is one, .NET knows where it makes archives, and says nowhere else.
        if (new FileInfo(path).Length > 0)
        {
            return true;
        }
        using MemoryStream archive = new();
        try
        {
            using TarWriter writer = new(archive, TarEntryFormat.Ustar, leaveOpen: true);
            writer.WriteEntry(path, entryName: "entry");
        }
        catch (UnauthorizedAccessException)
        {
            return true; // Nothing but a file would have been opened.
        }
        catch (IOException e)
        {
            // A number of the system's says that it did not open a file. Else it is a socket, which has no place in an archive.
            return e.HResult > 0;
        }
        archive.Position = 0;
        using TarReader reader = new(archive);
        return reader.GetNextEntry()?.EntryType == TarEntryType.RegularFile;
    }
}

namespace DeepDsl;

/// <summary>
/// Replaces files as a whole: the content goes to a temporary file in the same folder, is flushed to the disk and renamed over the target,
/// so that a crash at any moment leaves the old file or the new one.
/// </summary>
internal static class AtomicFile
{
    public static void Write(string path, Action<Stream> write)
    {
        string target = Path.GetFullPath(path);
        // A link keeps pointing where it does; a rename would replace the link itself.
        if (new FileInfo(target) is { LinkTarget: not null } link)
        {
            target = link.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        }
        string temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}

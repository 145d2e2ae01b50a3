using System.Security.AccessControl;

namespace DeepDsl;

/// <summary>
/// Replaces files as a whole: the content goes to a temporary file in the same folder, is flushed to the disk and renamed over the target,
/// so that a crash at any moment leaves the old file or the new one. Links stay and lead to the new file, which has the rights of the old.
/// </summary>
internal static class AtomicFile
{
    public static void Write(string path, Action<Stream> write)
    {
        string target = FileLinks.Follow(path);
        Check(path, target);
        try
        {
            Replace(target, write);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new UnauthorizedAccessException(
                $"{path} was not written and is as it was: this user may not write in the folder {Path.GetDirectoryName(target)}, or not "
                + "replace that file. Change the rights, or save elsewhere.",
                e);
        }
        catch (IOException e)
        {
            string what = IsDiskFull(e) ? $"the disk is full ({e.Message}). Free some space." : e.Message;
            throw new IOException($"{path} was not written and is as it was: {what}", e) { HResult = e.HResult };
        }
    }

    private static void Check(string path, string target)
    {
        if (Directory.Exists(target) || Path.EndsInDirectorySeparator(path))
        {
            throw new IOException($"{path} is a folder. Give the name of a file in it.");
        }
        if (File.Exists(target) && !FileKind.IsRegular(target))
        {
            throw new IOException(
                $"{path} is a device, a pipe or a socket, not a file: nothing was written. Give the name of a file.");
        }
        string folder = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"{path} was not written: the folder {folder} does not exist. Create it first.");
        }
    }

    private static void Replace(string target, Action<Stream> write)
    {
        string? temporary = null;
        try
        {
            using (FileStream stream = TemporaryFile.Create(target))
            {
                temporary = stream.Name;
                TemporaryFile.RemoveLeftovers(target, own: temporary);
                write(stream);
                KeepRights(target, stream);
                stream.Flush(flushToDisk: true);
                if (!OperatingSystem.IsWindows())
                {
                    // Still locked: nobody takes it for a leftover.
                    File.Move(temporary, target, overwrite: true);
                }
            }
            if (OperatingSystem.IsWindows())
            {
                // Closed: who opens the new file at once must not find it in use.
                File.Move(temporary, target, overwrite: true);
            }
        }
        catch when (temporary != null)
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static void KeepRights(string target, FileStream stream)
    {
        if (!File.Exists(target))
        {
            return;
        }
        if (OperatingSystem.IsWindows())
        {
            FileSecurity rights = new();
            rights.SetSecurityDescriptorBinaryForm(
                new FileSecurity(target, AccessControlSections.Access).GetSecurityDescriptorBinaryForm(), AccessControlSections.Access);
            new FileInfo(stream.Name).SetAccessControl(rights);
            return;
        }
        UnixFileMode mode = File.GetUnixFileMode(target);
        // Drives without modes refuse to set them.
        if (File.GetUnixFileMode(stream.SafeFileHandle) != mode)
        {
            File.SetUnixFileMode(stream.SafeFileHandle, mode);
        }
    }

    /// <summary>ENOSPC and EDQUOT of Linux and macOS, ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL of Windows.</summary>
    private static bool IsDiskFull(IOException e) => OperatingSystem.IsWindows()
        ? (e.HResult & 0xFFFF) is 0x27 or 0x70
        : e.HResult == 28 || e.HResult == (OperatingSystem.IsMacOS() ? 69 : 122);
}

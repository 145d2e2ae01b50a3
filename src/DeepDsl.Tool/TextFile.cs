using System.Text;

namespace DeepDsl.Tool;

/// <summary>Files that commands are asked for.</summary>
internal static class TextFile
{
    /// <summary>Writes a file whole or not at all.</summary>
    /// <param name="workplace">Of the command.</param>
    /// <param name="path">As typed; null where none is asked for.</param>
    /// <param name="text">Makes what is in it.</param>
    public static void WriteAsked(Workplace workplace, string? path, Func<string> text)
    {
        if (path is not null)
        {
            AtomicFile.Write(workplace.Full(path), stream => stream.Write(Encoding.UTF8.GetBytes(text())));
        }
    }
}

namespace DeepDsl;

/// <summary>Follows symbolic links to the file that a path means, whether that exists or not.</summary>
internal static class FileLinks
{
    /// <summary>As many as Linux follows.</summary>
    private const int MaxLinks = 40;

    public static string Follow(string path)
    {
        string full = Path.GetFullPath(path);
        if (!OperatingSystem.IsWindows())
        {
            return Walk(full);
        }

        // Asked first: where nothing is, Windows finds no target but an error.
        return new FileInfo(full) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : full;
    }

    /// <summary>
    /// Name by name, as the system does: ".." in a link starts from the folder that a linked folder leads to, and .NET would take it from
    /// the text of the path.
    /// </summary>
    private static string Walk(string path)
    {
        Stack<string> ahead = new();
        PushNames(ahead, path);
        string walked = "/";
        int links = 0;
        while (ahead.TryPop(out string? name))
        {
            if (name == "..")
            {
                walked = Path.GetDirectoryName(walked) ?? walked;
                continue;
            }
            string next = Path.Join(walked, name);
            string? link = name is "" or "." ? null : new FileInfo(next).LinkTarget;
            if (link == null)
            {
                walked = name is "" or "." ? walked : next;
                continue;
            }
            if (++links > MaxLinks)
            {
                throw new IOException($"{path} leads through more than {MaxLinks} links, perhaps in a circle: nothing was written.");
            }
            walked = link.StartsWith('/') ? "/" : walked;
            PushNames(ahead, link);
        }
        return walked;
    }

    private static void PushNames(Stack<string> ahead, string path)
    {
        foreach (string name in path.Split('/').Reverse())
        {
            ahead.Push(name);
        }
    }
}

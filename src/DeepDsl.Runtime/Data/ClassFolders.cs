namespace DeepDsl;

/// <summary>The files of a folder that has a folder for each class, in the order of classes and of paths: the same on every machine.</summary>
internal sealed class ClassFolders
{
    private ClassFolders(string[] files, int[] labels, IReadOnlyList<string> classNames) => (Files, Labels, ClassNames) = (files, labels, classNames);

    public string[] Files { get; }

    public int[] Labels { get; }

    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Goes through a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="patterns">Names of files that count, as <c>*.png</c>, in capitals or not.</param>
    /// <param name="classNames">The classes in order; null for all folders in ordinal order.</param>
    public static ClassFolders Of(string path, IReadOnlyList<string> patterns, IReadOnlyList<string>? classNames)
    {
        if (!Directory.Exists(path))
        {
            throw new DirectoryNotFoundException($"{path} is no folder; pass one that has a folder for each class.");
        }
        string[] found = [.. Directory.GetDirectories(path).Select(d => Path.GetFileName(d)).Where(n => !n.StartsWith('.')).Order(StringComparer.Ordinal)];
        if (classNames != null && found.FirstOrDefault(f => !classNames.Contains(f)) is { } unknown)
        {
            throw new InvalidDataException(
                $"{path} has a folder '{Listing.Short(unknown)}', which is not among the classes {Listing.Quoted([.. classNames])}. Take it away, or "
                + "name that class.");
        }
        IReadOnlyList<string> names = classNames ?? found;
        List<string> files = [];
        List<int> labels = [];
        for (int label = 0; label < names.Count; label++)
        {
            int before = files.Count;
            files.AddRange(FilesOf(Path.Combine(path, names[label]), patterns));
            labels.AddRange(Enumerable.Repeat(label, files.Count - before));
            if (classNames == null && files.Count == before)
            {
                throw new InvalidDataException(
                    $"{Path.Combine(path, names[label])} has no file {string.Join(", ", patterns)}. Take the folder away, or put some there.");
            }
        }
        return files.Count > 0
            ? new ClassFolders([.. files], [.. labels], names)
            : throw new InvalidDataException($"{path} has no folder with files {string.Join(", ", patterns)}; it needs one for each class, named as that.");
    }

    private static IEnumerable<string> FilesOf(string folder, IReadOnlyList<string> patterns)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }
        EnumerationOptions all = new() { RecurseSubdirectories = true, MatchCasing = MatchCasing.CaseInsensitive };
        return patterns.SelectMany(p => Directory.EnumerateFiles(folder, p, all))
            .OrderBy(f => Path.GetRelativePath(folder, f).Replace('\\', '/'), StringComparer.Ordinal);
    }
}

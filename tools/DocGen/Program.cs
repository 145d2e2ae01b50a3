// Writes the files that follow from the tables of the compiler and the analyzers; with --check it writes nothing and fails where one is
// stale.
using DocGen;

if (args.Except(["--check"]).FirstOrDefault() is { } unknown)
{
    Console.Error.WriteLine($"'{unknown}' is not understood; the option is --check.");
    return 2;
}

(string Path, string Text)[] stale =
    [.. DerivedFiles.All.Select(f => (f.Path, Text: f.Write())).Where(f => !DerivedFiles.IsCurrent(f.Path, f.Text))];
if (args.Length > 0)
{
    Array.ForEach(stale, f => Console.Error.WriteLine($"{f.Path} is stale; run: dotnet run --project tools/DocGen"));
    return stale.Length == 0 ? 0 : 1;
}

foreach ((string path, string text) in stale)
{
    File.WriteAllText(Path.Combine(DerivedFiles.Root, path), text);
    Console.WriteLine($"wrote {path}");
}

return 0;

// Writes the pages that follow from the tables of the compiler and the analyzers; with --check it writes nothing and fails where one is stale.
using System.Runtime.CompilerServices;
using DocGen;

string root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));
(string Path, string Text)[] pages = [("docs/ops.md", OpsPage.Write()), ("docs/rules/README.md", RulesPage.Write())];
if (args.Except(["--check"]).FirstOrDefault() is { } unknown)
{
    Console.Error.WriteLine($"'{unknown}' is not understood; the option is --check.");
    return 2;
}

string[] stale = [.. pages.Where(p => !IsCurrent(p.Path, p.Text)).Select(p => p.Path)];
if (args.Length > 0)
{
    Array.ForEach(stale, p => Console.Error.WriteLine($"{p} is stale; run: dotnet run --project tools/DocGen"));
    return stale.Length == 0 ? 0 : 1;
}

foreach ((string path, string text) in pages.Where(p => stale.Contains(p.Path)))
{
    File.WriteAllText(Path.Combine(root, path), text);
    Console.WriteLine($"wrote {path}");
}

return 0;

bool IsCurrent(string path, string text) => File.Exists(Path.Combine(root, path)) && File.ReadAllText(Path.Combine(root, path)) == text;

static string ThisFile([CallerFilePath] string path = "") => path;

using System.Runtime.CompilerServices;

namespace DocGen;

/// <summary>What follows from the tables of the compiler and the analyzers, by path from the root of the repository.</summary>
internal static class DerivedFiles
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    public static IReadOnlyList<(string Path, Func<string> Write)> All { get; } =
    [
        ("docs/ops.md", OpsPage.Write),
        ("docs/matrix.md", MatrixPage.Write),
        ("docs/rules/README.md", RulesPage.Write),
        ("src/DeepDsl.Runtime/Training/Optimizers/UpdateRules.g.cs", new CpuRulesFile().Write),
        ("src/DeepDsl.Gpu/Kernels/UpdateRules.g.cs", new GpuRulesFile().Write),
    ];

    public static bool IsCurrent(string path, string text) =>
        File.Exists(Path.Combine(Root, path)) && File.ReadAllText(Path.Combine(Root, path)) == text;

    private static string ThisFile([CallerFilePath] string path = "") => path;
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepDsl.Tool.Loading;

/// <summary>
/// Files without a project, as the SDK builds them: against the framework and the library that this tool brings, with the usings of a
/// console program.
/// </summary>
internal static class LooseFiles
{
    private const string EditorConfig = ".editorconfig";

    /// <summary>What ImplicitUsings of the SDK adds.</summary>
    public const string Usings = """
        global using global::System;
        global using global::System.Collections.Generic;
        global using global::System.IO;
        global using global::System.Linq;
        global using global::System.Net.Http;
        global using global::System.Threading;
        global using global::System.Threading.Tasks;
        """;

    /// <summary>What this tool brings.</summary>
    private static readonly string[] s_packages = ["DeepDsl", "DeepDsl.Onnx", "DeepDsl.Report"];

    /// <summary>With what a file may say above its code to be a program by itself, such as #:package.</summary>
    private static readonly CSharpParseOptions s_language = CSharpParseOptions.Default.WithFeatures([new("FileBasedProgram", "true")]);

    private static readonly Lazy<IReadOnlyList<MetadataReference>> s_references = new(() =>
    [
        .. Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll").Where(IsOfFramework)
            .Append(typeof(ModelAttribute).Assembly.Location)
            .Append(typeof(System.Numerics.Tensors.Tensor).Assembly.Location)
            .Append(typeof(global::DeepDsl.Models.ResNet18).Assembly.Location)
            .Append(typeof(global::DeepDsl.Onnx.OnnxImporter).Assembly.Location)
            .Append(typeof(global::DeepDsl.Report.ReportOptions).Assembly.Location)
            .Select(p => MetadataReference.CreateFromFile(p)),
    ]);

    /// <param name="path">The file or the folder.</param>
    /// <param name="files">Those of the folder, or the file alone.</param>
    public static LoadedSources Load(string path, IReadOnlyList<string> files)
    {
        IEnumerable<SyntaxTree> trees = files.Select(f => CSharpSyntaxTree.ParseText(FileText.Read(f), s_language, f))
            .Append(CSharpSyntaxTree.ParseText(Usings, s_language));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Sources",
            trees,
            s_references.Value,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        bool isFolder = Directory.Exists(path);
        return new LoadedSources(name, isFolder ? path : Path.GetDirectoryName(path)!, compilation)
        {
            Config = LoadedSources.Configured(files.SelectMany(ConfigsOf).Distinct()),
            IsWholeFolder = isFolder,
        };
    }

    /// <summary>Whether files without a project get the package that a line names, as <c>#:package DeepDsl@*</c>.</summary>
    public static bool Brings(string line) =>
        s_packages.Contains(line["#:package".Length..].Split('@')[0].Trim(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Those beside a file and above it; which of them count, they say themselves.</summary>
    private static IEnumerable<string> ConfigsOf(string file)
    {
        for (DirectoryInfo? folder = new FileInfo(file).Directory; folder is not null; folder = folder.Parent)
        {
            string config = Path.Combine(folder.FullName, EditorConfig);
            if (File.Exists(config))
            {
                yield return config;
            }
        }
    }

    /// <summary>Not the native libraries that lie beside them.</summary>
    private static bool IsOfFramework(string path) =>
        Path.GetFileName(path) is var file && !file.Contains(".Native.", StringComparison.Ordinal)
        && (file.StartsWith("System.", StringComparison.Ordinal) || file is "netstandard.dll" or "mscorlib.dll");
}

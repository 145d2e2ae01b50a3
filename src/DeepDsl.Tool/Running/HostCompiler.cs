using System.Globalization;
using DeepDsl.Tool.Loading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepDsl.Tool.Running;

/// <summary>
/// Compiles the program that stands beside the user's model, in a second: against what the project itself is compiled against, so that it
/// needs no restore, no project file and no version of DeepDsl but the project's.
/// </summary>
internal static class HostCompiler
{
    private const string Folder = "Host/";

    private const string Namespace = "namespace DeepDsl.Tool.Host;";

    /// <summary>What is read by a package that a project may do without, and what files know it by.</summary>
    private static readonly (string Package, string Symbol)[] s_optional = [("DeepDsl.Images", "DEEPDSL_IMAGES")];

    /// <param name="sources">Which have the model.</param>
    /// <param name="kind">What the program does.</param>
    /// <param name="path">Of the program.</param>
    public static void Compile(LoadedSources sources, HostKind kind, string path)
    {
        if (kind.Package is { } package && !References(sources, package))
        {
            throw new ToolException(
                $"{sources.Name} does not reference {package}, which does this. Add it by dotnet add package {package}.");
        }
        CSharpParseOptions language = CSharpParseOptions.Default
            .WithPreprocessorSymbols(s_optional.Where(o => References(sources, o.Package)).Select(o => o.Symbol));
        CSharpCompilation program = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(path),
            Texts(kind).Select(text => CSharpSyntaxTree.ParseText(text, language)),
            sources.Compilation.References,
            new CSharpCompilationOptions(
                OutputKind.ConsoleApplication, optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Enable));
        using FileStream file = File.Create(path);
        if (program.Emit(file) is { Success: false } result)
        {
            string first = result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error).GetMessage(CultureInfo.InvariantCulture);
            throw new ToolException(IsOfOtherVersion(sources)
                ? $"{sources.Name} references another version of DeepDsl than this tool can run: {first} Take the tool of that version."
                : $"The program that would run the model was not compiled against what {sources.Name} references: {first}");
        }
    }

    private static bool IsOfOtherVersion(LoadedSources sources) =>
        sources.Compilation.ReferencedAssemblyNames.Any(a =>
            a.Name == ProjectLoader.Library && a.Version != typeof(ModelAttribute).Assembly.GetName().Version);

    private static bool References(LoadedSources sources, string package) =>
        sources.Compilation.ReferencedAssemblyNames.Any(a => a.Name == package);

    private static IEnumerable<string> Texts(HostKind kind)
    {
        foreach (string name in typeof(HostCompiler).Assembly.GetManifestResourceNames())
        {
            if (name.StartsWith(Folder, StringComparison.Ordinal) && kind.Takes(name[Folder.Length..]))
            {
                using StreamReader reader = new(typeof(HostCompiler).Assembly.GetManifestResourceStream(name)!);
                yield return WithNearUsings(reader.ReadToEnd());
            }
        }
        yield return $"return global::DeepDsl.Tool.Host.HostProgram.Start(args, global::DeepDsl.Tool.Host.{kind.Name}Host.Run);";
    }

    /// <summary>
    /// With all usings inside of the namespace: outside of it, types without a namespace that the project references would come first.
    /// </summary>
    private static string WithNearUsings(string text)
    {
        int at = text.IndexOf(Namespace, StringComparison.Ordinal);
        IEnumerable<string> usings = text[..at].Split('\n').Concat(LooseFiles.Usings.Replace("global using ", "using ").Split('\n'))
            .Select(l => l.Trim()).Where(l => l.Length > 0).Distinct();
        return Namespace + string.Join('\n', usings) + text[(at + Namespace.Length)..];
    }
}

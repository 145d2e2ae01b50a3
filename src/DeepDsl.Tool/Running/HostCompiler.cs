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

    /// <summary>What is read by a package that a project may do without, and what files know it by.</summary>
    private static readonly (string Package, string Symbol)[] s_optional = [("DeepDsl.Images", "DEEPDSL_IMAGES")];

    /// <param name="sources">Which have the model.</param>
    /// <param name="kind">What the program does.</param>
    /// <param name="path">Of the program.</param>
    public static void Compile(LoadedSources sources, HostKind kind, string path)
    {
        CSharpParseOptions language = CSharpParseOptions.Default
            .WithPreprocessorSymbols(s_optional.Where(o => References(sources, o.Package)).Select(o => o.Symbol));
        CSharpCompilation program = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(path),
            Texts(kind).Select(text => CSharpSyntaxTree.ParseText(text, language)),
            ReferencesOf(sources, kind),
            new CSharpCompilationOptions(
                OutputKind.ConsoleApplication, optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Enable));
        using FileStream file = File.Create(path);
        if (program.Emit(file) is { Success: false } result)
        {
            Diagnostic first = result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);
            throw new ToolException(
                $"{sources.Name} references another version of DeepDsl than this tool can run: "
                + $"{first.GetMessage(CultureInfo.InvariantCulture)} Take the tool of that version.");
        }
    }

    private static bool References(LoadedSources sources, string package) =>
        sources.Compilation.ReferencedAssemblyNames.Any(a => a.Name == package);

    private static IEnumerable<MetadataReference> ReferencesOf(LoadedSources sources, HostKind kind)
    {
        IEnumerable<MetadataReference> references = sources.Compilation.References;
        if (kind.Package is not { } package || References(sources, package))
        {
            return references;
        }
        return sources.Place is null
            ? references.Append(MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, package + ".dll")))
            : throw new ToolException(
                $"{sources.Name} does not reference {package}, which does this. Add it by dotnet add package {package}.");
    }

    private static IEnumerable<string> Texts(HostKind kind)
    {
        foreach (string name in typeof(HostCompiler).Assembly.GetManifestResourceNames())
        {
            if (name.StartsWith(Folder, StringComparison.Ordinal) && kind.Takes(name[Folder.Length..]))
            {
                using StreamReader reader = new(typeof(HostCompiler).Assembly.GetManifestResourceStream(name)!);
                yield return reader.ReadToEnd();
            }
        }
        yield return LooseFiles.Usings;
        yield return $"return DeepDsl.Tool.Host.HostProgram.Start(args, DeepDsl.Tool.Host.{kind.Name}Host.Run);";
    }
}

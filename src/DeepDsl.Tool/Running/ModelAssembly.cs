using DeepDsl.Generator;
using DeepDsl.Tool.Loading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace DeepDsl.Tool.Running;

/// <summary>The assembly with the user's models.</summary>
internal static class ModelAssembly
{
    /// <summary>Builds a project, or compiles files without one.</summary>
    /// <param name="sources">Of the project or the files.</param>
    /// <param name="folder">Where an assembly goes that no project has a place for.</param>
    /// <param name="workplace">Of the command.</param>
    /// <returns>Its path.</returns>
    public static string Of(LoadedSources sources, string folder, Workplace workplace) =>
        sources.Place is { } place ? Build(place, workplace) : Compile(sources, Path.Combine(folder, "Sources.dll"), workplace);

    private static string Build(BuildPlace place, Workplace workplace)
    {
        string[] framework = place.Framework is { } name ? ["--framework", name] : [];
        ProcessResult result = ProcessRun.Dotnet(
            Path.GetDirectoryName(place.Project)!,
            ["build", place.Project, "--nologo", "--verbosity", "quiet", "--configuration", place.Configuration, .. framework],
            workplace.Stop);
        if (result.ExitCode != 0)
        {
            workplace.Output.Error.Write(result.Output + result.Error);
            throw new ToolException($"{workplace.Shown(place.Project)} was not built, so nothing was run.");
        }
        return File.Exists(place.Assembly) ? place.Assembly
            : throw new ToolException($"The build of {workplace.Shown(place.Project)} left no {place.Assembly}, which it said to write.");
    }

    /// <summary>The likely cause, where a file names packages that this tool does not bring; else nothing.</summary>
    private static string OtherPackages(LoadedSources sources, CancellationToken stop) =>
        sources.Compilation.SyntaxTrees.Any(t => t.GetCompilationUnitRoot(stop).GetLeadingTrivia().Any(l => l.ToString() is var line
            && line.StartsWith("#:package", StringComparison.Ordinal) && !LooseFiles.Brings(line)))
            ? " Files without a project get DeepDsl, DeepDsl.Onnx and DeepDsl.Report; what #:package names beside these takes a project."
            : "";

    private static string Compile(LoadedSources sources, string path, Workplace workplace)
    {
        CSharpGeneratorDriver
            .Create([new ModelGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)sources.Compilation.SyntaxTrees[0].Options)
            .RunGeneratorsAndUpdateCompilation(sources.Compilation, out Compilation whole, out _, workplace.Stop);
        bool isProgram = sources.Compilation.SyntaxTrees.Any(t =>
            t.GetCompilationUnitRoot(workplace.Stop).Members.Any(m => m.IsKind(SyntaxKind.GlobalStatement)));
        CSharpCompilationOptions options = ((CSharpCompilationOptions)whole.Options).WithOptimizationLevel(OptimizationLevel.Release)
            .WithOutputKind(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary);
        using FileStream file = File.Create(path);
        EmitResult result = whole.WithOptions(options).Emit(file, cancellationToken: workplace.Stop);
        if (!result.Success)
        {
            foreach (Diagnostic error in result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))
            {
                workplace.Output.Note(error.ToString());
            }
            throw new ToolException($"{sources.Name} was not compiled, so nothing was run.{OtherPackages(sources, workplace.Stop)}");
        }
        return path;
    }
}

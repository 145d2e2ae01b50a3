using System.Globalization;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepDsl.Tool.Loading;

/// <summary>
/// Loads a project by asking MSBuild how it would call the compiler. So everything that decides about a build counts here too, such as
/// implicit usings and .editorconfig, and is understood by the compiler's own parser. References to other projects are built; the project
/// itself is not, and neither analyzers nor generators of other packages are loaded.
/// </summary>
internal static class ProjectLoader
{
    private const string Arguments = "CscCommandLineArgs";
    private const string Configuration = "Configuration";
    private const string Target = "TargetPath";
    private const string PackageFolders = "NuGetPackageFolders";
    private const string Asked = $"{Configuration},{Target},{PackageFolders}";
    public const string Library = "DeepDsl.Runtime";

    public static LoadedSources Load(string project, BuildChoice build, Workplace workplace)
    {
        string folder = Path.GetDirectoryName(project)!;
        (string[] arguments, BuildPlace place) = Ask(project, folder, build, workplace.Stop);
        CSharpCommandLineArguments parsed = CSharpCommandLineParser.Default.Parse(arguments, folder, sdkDirectory: null);
        string? missing = parsed.MetadataReferences.Select(r => Path.GetFullPath(r.Reference, folder)).FirstOrDefault(r => !File.Exists(r));
        if (missing is not null)
        {
            throw new ToolException(
                $"{workplace.Shown(project)} references {missing}, which does not exist. Build the project, then try again.");
        }
        CSharpCompilation compilation = CSharpCompilation.Create(
            parsed.CompilationName ?? Path.GetFileNameWithoutExtension(project),
            parsed.SourceFiles.Select(s => CSharpSyntaxTree.ParseText(FileText.Read(s.Path), parsed.ParseOptions, s.Path, workplace.Stop)),
            parsed.MetadataReferences.Select(r => MetadataReference.CreateFromFile(Path.GetFullPath(r.Reference, folder), r.Properties)),
            parsed.CompilationOptions);
        CheckLibrary(compilation, project, workplace);
        return new LoadedSources(Path.GetFileNameWithoutExtension(project), folder, compilation)
        {
            Config = LoadedSources.Configured(parsed.AnalyzerConfigPaths.Where(File.Exists)),
            Place = place,
            AdditionalFiles = [.. parsed.AdditionalFiles.Select(f => new FileText(Path.GetFullPath(f.Path, folder)))],
        };
    }

    private static (string[] Arguments, BuildPlace Place) Ask(string project, string folder, BuildChoice build, CancellationToken stop)
    {
        List<string> properties =
        [
            $"-property:CustomAfterMicrosoftCommonTargets={Targets}", $"-property:CustomAfterMicrosoftCommonCrossTargetingTargets={Targets}",
        ];
        if (build.Configuration is { } configuration)
        {
            properties.Add($"-property:Configuration={configuration}");
        }
        if (build.Framework is { } framework)
        {
            // By itself: with a framework given, restore would forget the packages of the others.
            Run(project, folder, ["-target:Restore", .. properties], stop);
            properties.Add($"-property:TargetFramework={framework}");
        }
        else
        {
            properties.Add("-restore");
        }
        ProcessResult result = Run(
            project, folder, ["-target:DeepDslCompilerArguments", $"-getItem:{Arguments}", $"-getProperty:{Asked}", .. properties], stop);
        try
        {
            using JsonDocument answer = JsonDocument.Parse(result.Output);
            IEnumerable<string> arguments = answer.RootElement.GetProperty("Items").GetProperty(Arguments).EnumerateArray()
                .Select(i => i.GetProperty("Identity").GetString()!);
            JsonElement asked = answer.RootElement.GetProperty("Properties");
            string Property(string name) => asked.GetProperty(name).GetString()!;
            return ([.. arguments], new BuildPlace(
                project, Property(Configuration), build.Framework, Property(Target),
                Property(PackageFolders).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ToolException(
                $"MSBuild did not say how it compiles {Path.GetFileName(project)}, which takes the .NET SDK 10 or later: "
                + FirstError(result));
        }
    }

    /// <summary>MSBuild over the project; that it fails is an error.</summary>
    private static ProcessResult Run(string project, string folder, string[] arguments, CancellationToken stop)
    {
        ProcessResult result = ProcessRun.Dotnet(folder, ["msbuild", project, "-nologo", "-verbosity:quiet", .. arguments], stop);
        return result.ExitCode == 0 ? result : throw new ToolException(
            OwnError(result) ?? $"{Path.GetFileName(project)} could not be loaded: {FirstError(result)}");
    }

    /// <summary>What the targets of this tool say, without the place in them and the project behind it.</summary>
    private static string? OwnError(ProcessResult result)
    {
        const string Mark = "error : ";
        string? line = Lines(result).FirstOrDefault(l =>
            l.StartsWith(Targets, StringComparison.Ordinal) && l.Contains(Mark, StringComparison.Ordinal));
        string? text = line?[(line.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..];
        return text?.LastIndexOf(" [", StringComparison.Ordinal) is > 0 and var end ? text[..end] : text;
    }

    private static string Targets => Path.Combine(AppContext.BaseDirectory, "CompilerArguments.targets");

    /// <summary>A file may have another error for each project that is built before it; the first is the cause.</summary>
    private static string FirstError(ProcessResult result)
    {
        string[] lines = Lines(result);
        return lines.FirstOrDefault(l => l.Contains("error ", StringComparison.Ordinal)) ?? lines.FirstOrDefault()
            ?? string.Create(CultureInfo.InvariantCulture, $"dotnet msbuild ended with {result.ExitCode}.");
    }

    private static string[] Lines(ProcessResult result) =>
        (result.Output + "\n" + result.Error).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The compiler in this tool reads the models of its own version; what another one's would say may differ.</summary>
    private static void CheckLibrary(CSharpCompilation compilation, string project, Workplace workplace)
    {
        AssemblyIdentity library = compilation.ReferencedAssemblyNames.FirstOrDefault(a => a.Name == Library)
            ?? throw new ToolException(
                $"{workplace.Shown(project)} does not reference DeepDsl, so it can have no model. Add it by dotnet add package DeepDsl.");
        if (typeof(ModelAttribute).Assembly.GetName().Version is { } own && own != library.Version)
        {
            workplace.Output.Note(
                $"{workplace.Shown(project)} references DeepDsl {library.Version}, but this tool is of {own}: some of what it says may "
                + "differ from a build. Take the tool of that version.");
        }
    }
}

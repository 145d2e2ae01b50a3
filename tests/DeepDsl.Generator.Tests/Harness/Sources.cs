using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepDsl.Generator.Tests.Harness;

/// <summary>Compilations of source text against the runtime.</summary>
internal static class Sources
{
    public static CSharpParseOptions Language { get; } = new(LanguageVersion.CSharp13, DocumentationMode.Diagnose);

    /// <summary>Without a source; what is made of it shares the symbols of its references.</summary>
    public static CSharpCompilation Empty { get; } = CSharpCompilation.Create(
        "User",
        references: ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p) is var f && (f.StartsWith("System.", StringComparison.Ordinal) || f is "netstandard.dll" or "mscorlib.dll"))
            .Append(typeof(ModelAttribute).Assembly.Location).Distinct().Select(p => MetadataReference.CreateFromFile(p)),
        options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static CSharpCompilation Compile(params string[] sources) =>
        Empty.AddSyntaxTrees(sources.Select((s, i) => CSharpSyntaxTree.ParseText(s, Language, path: $"/src/File{i}.cs")));
}

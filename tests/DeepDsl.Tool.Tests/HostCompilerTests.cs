using DeepDsl.Tests;
using DeepDsl.Tool.Loading;
using DeepDsl.Tool.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace DeepDsl.Tool.Tests;

/// <summary>The program beside a user's model, against what the user's project references.</summary>
public sealed class HostCompilerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Bench")]
    [InlineData("Convert")]
    [InlineData("Export")]
    [InlineData("Report")]
    public void Types_without_a_namespace_hide_nothing(string kind)
    {
        string[] names =
            ["Stopwatch", "Path", "File", "FileInfo", "Directory", "JsonSerializer", "JsonElement", "Type", "Array", "Math", "GC", "Random",
            "Enumerable", "Console", "AppContext", "AssemblyLoadContext", "ConstructorInfo", "NativeLibrary", "Network", "Device", "WeightFile"];
        HostCompiler.Compile(With(names), Kind(kind), _folder["Host.dll"]);
        Assert.True(new FileInfo(_folder["Host.dll"]).Length > 0);
    }

    /// <summary>A version that is the tool's own is not what has to change.</summary>
    [Fact]
    public void What_does_not_compile_is_told_as_it_is()
    {
        LoadedSources sources = With([]);
        CSharpCompilation without = sources.Compilation.RemoveReferences(
            sources.Compilation.References.Where(r => Path.GetFileName(r.Display) == "System.Text.Json.dll"));
        string said = Assert.Throws<ToolException>(
            () => HostCompiler.Compile(sources with { Compilation = without }, HostKind.Bench, _folder["Host.dll"])).Message;
        Assert.StartsWith("The program that would run the model was not compiled against what Net.cs references: ", said, StringComparison.Ordinal);
    }

    private static HostKind Kind(string name) => (HostKind)typeof(HostKind).GetProperty(name)!.GetValue(null)!;

    /// <summary>A model beside a library with such types.</summary>
    private LoadedSources With(string[] names)
    {
        _folder.Write("Net.cs", ToolSources.Sound);
        LoadedSources sources = LooseFiles.Load(_folder["Net.cs"], [_folder["Net.cs"]]);
        CSharpCompilation library = CSharpCompilation.Create(
            "Blocks", names.Select(n => CSharpSyntaxTree.ParseText($"public static class {n} {{ }}")), sources.Compilation.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        EmitResult result = library.Emit(_folder["Blocks.dll"]);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return sources with { Compilation = sources.Compilation.AddReferences(MetadataReference.CreateFromFile(_folder["Blocks.dll"])) };
    }
}

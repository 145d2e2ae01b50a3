using System.Reflection;
using System.Runtime.Loader;
using DeepDsl.Compiler;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Emit;
using DeepDsl.Compiler.Emit.Cpu;
using DeepDsl.Compiler.Emit.Gpu;
using DeepDsl.Compiler.Kernels;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;
using DeepDsl.Compiler.Spec;
using DeepDsl.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepDsl.Conformance.Tests;

/// <summary>Emitted models, compiled and loaded as one assembly.</summary>
internal sealed class CompiledModels
{
    private readonly Assembly _assembly;

    public CompiledModels(string assembly, IEnumerable<ModelSpec> specs)
    {
        List<Tile> tiles = [];
        List<string> texts = [.. specs.SelectMany(s => Texts(s, tiles))];
        List<SyntaxTree> trees = [.. texts.Append(TilesEmitter.Emit(tiles).Text).Select(t => CSharpSyntaxTree.ParseText(t))];
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(p => MetadataReference.CreateFromFile(p));
        CSharpCompilation compilation = CSharpCompilation.Create(assembly, trees, references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using MemoryStream image = new();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(20)));
        image.Position = 0;
        _assembly = AssemblyLoadContext.Default.LoadFromStream(image);
    }

    /// <summary>What the GPU emitter wrote for a model.</summary>
    public Type? Gpu(ModelSpec spec) => _assembly.GetType(ProgramsEmitter.NamespaceOf(spec) + ".Gpu");

    public NetworkDefinition Definition(ModelSpec spec) =>
        (NetworkDefinition)_assembly.GetType(ProgramsEmitter.NamespaceOf(spec) + ".Definition", true)!
            .GetField("Value", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;

    private static IEnumerable<string> Texts(ModelSpec spec, List<Tile> tiles)
    {
        ModelGraph inference = BuildModel.Run(spec, training: false).Model;
        BuiltModel model = new(spec, inference, FindLosses.Run(spec, inference).Losses, []);
        ModelPrograms programs = Pipeline.Programs(model, new Inspection(dumps: false));
        (string text, IReadOnlyCollection<Tile> called) = ProgramsEmitter.Emit(spec, programs, spec.Name, "");
        tiles.AddRange(called);
        yield return text;
        if (GpuEmitter.Emit(spec, programs) is { } gpu)
        {
            yield return gpu;
        }
    }
}

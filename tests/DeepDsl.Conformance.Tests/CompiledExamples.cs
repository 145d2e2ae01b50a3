using System.Reflection;
using System.Runtime.Loader;
using DeepDsl.Compiler.Emit;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Passes;
using DeepDsl.Compiler.Spec;
using DeepDsl.Compiler.Tests;
using DeepDsl.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepDsl.Conformance.Tests;

/// <summary>Every example of every op as an emitted model, compiled once for all tests.</summary>
public sealed class CompiledExamples
{
    private static readonly Lazy<CompiledExamples> Shared = new(() => new CompiledExamples());
    private readonly Assembly _assembly;

    private CompiledExamples()
    {
        List<SyntaxTree> trees = [.. All.Select(e => CSharpSyntaxTree.ParseText(Text(e.Op, e.Index), path: $"{e.Op.Name}_{e.Index}.g.cs"))];
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(p => MetadataReference.CreateFromFile(p));
        CSharpCompilation compilation = CSharpCompilation.Create("Examples", trees, references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using MemoryStream image = new();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(20)));
        image.Position = 0;
        _assembly = AssemblyLoadContext.Default.LoadFromStream(image);
    }

    public static IReadOnlyList<(Op Op, int Index)> All { get; } =
        [.. OpTable.All.SelectMany(op => op.Examples.Select((_, i) => (op, i)))];

    public static NetworkDefinition Definition(Op op, int index) =>
        (NetworkDefinition)Shared.Value._assembly.GetType(ProgramsEmitter.NamespaceOf(Named(op, index)) + ".Definition", true)!
            .GetField("Value", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;

    private static ModelSpec Named(Op op, int index) => OneLayerModel.Spec(op, op.Examples[index]) with { Name = $"{op.Name}{index}" };

    private static string Text(Op op, int index)
    {
        ModelSpec spec = Named(op, index);
        ModelGraph training = BuildModel.Run(spec, training: true).Model;
        ModelGraph inference = BuildModel.Run(spec, training: false).Model;
        return ProgramsEmitter.Emit(spec, BuildPrograms.Run(training, inference, []), $"// {op.Name}{op.Examples[index]}", "", "");
    }
}

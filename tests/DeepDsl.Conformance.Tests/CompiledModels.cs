using System.Reflection;
using DeepDsl.Compiler;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Kernels;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Print;
using DeepDsl.Compiler.Print.Cpu;
using DeepDsl.Compiler.Print.Gpu;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;
using DeepDsl.Compiler.Spec;
using DeepDsl.CompilerServices;

namespace DeepDsl.Conformance.Tests;

/// <summary>Emitted models, compiled and loaded as one assembly.</summary>
internal sealed class CompiledModels
{
    private readonly Assembly _assembly;

    public CompiledModels(string assembly, IEnumerable<ModelSpec> specs)
    {
        List<Tile> tiles = [];
        List<string> texts = [.. specs.SelectMany(s => Texts(s, tiles))];
        _assembly = EmittedAssembly.Load(assembly, texts.Append(TilesEmitter.Emit(tiles).Text));
    }

    /// <summary>What the GPU emitter wrote for a model.</summary>
    public Type? Gpu(ModelSpec spec) => _assembly.GetType(GeneratedNames.ProgramsNamespace(spec.Type) + ".Gpu");

    public NetworkDefinition Definition(ModelSpec spec) =>
        (NetworkDefinition)_assembly.GetType(GeneratedNames.ProgramsNamespace(spec.Type) + ".Definition", true)!
            .GetField("Value", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;

    private static IEnumerable<string> Texts(ModelSpec spec, List<Tile> tiles)
    {
        ModelGraph inference = BuildModel.Run(spec, training: false).Model;
        BuiltModel model = new(spec, inference, FindLosses.Run(spec, inference).Losses, []);
        ModelPrograms programs = Pipeline.Programs(model, new Inspection(dumps: false)) with { Float32 = null };
        (string text, IReadOnlyCollection<Tile> called) = ProgramsEmitter.Emit(spec, programs, spec.Name, "", CancellationToken.None);
        tiles.AddRange(called);
        yield return text;
        if (GpuEmitter.Emit(spec, programs) is { } gpu)
        {
            yield return gpu;
        }
    }
}

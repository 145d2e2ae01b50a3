using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using DeepDsl.Compiler.Tests;
using DeepDsl.CompilerServices;

namespace DeepDsl.Conformance.Tests;

/// <summary>Every example of every op as an emitted model, compiled once for all tests.</summary>
public static class CompiledExamples
{
    public static IReadOnlyList<(Op Op, int Index)> All { get; } =
        [.. OpTable.All.SelectMany(op => op.Examples.Select((_, i) => (op, i)))];

    private static readonly Lazy<CompiledModels> Models = new(() => new CompiledModels("Examples", All.Select(e => Named(e.Op, e.Index))));

    public static NetworkDefinition Definition(Op op, int index) => Models.Value.Definition(Named(op, index));

    public static Type? Gpu(Op op, int index) => Models.Value.Gpu(Named(op, index));

    private static ModelSpec Named(Op op, int index) =>
        OneLayerModel.Spec(op, op.Examples[index]) with { Name = $"{op.Name}{index}", Gpu = true };
}

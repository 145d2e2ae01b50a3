using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using DeepDsl.Compiler.Tests;
using DeepDsl.CompilerServices;

namespace DeepDsl.Conformance.Tests;

/// <summary>
/// Every example of every op as an emitted model, compiled once for all tests. An assembly for each op, so that a run of some ops compiles
/// those alone.
/// </summary>
public static class CompiledExamples
{
    public static IReadOnlyList<(Op Op, int Index)> All { get; } =
        [.. OpTable.All.SelectMany(op => op.Examples.Select((_, i) => (op, i)))];

    private static readonly Dictionary<Op, Lazy<CompiledModels>> Models = OpTable.All.ToDictionary(
        op => op, op => new Lazy<CompiledModels>(() => new CompiledModels("Examples" + op.Name, op.Examples.Select((_, i) => Named(op, i)))));

    public static NetworkDefinition Definition(Op op, int index) => Models[op].Value.Definition(Named(op, index));

    public static Type? Gpu(Op op, int index) => Models[op].Value.Gpu(Named(op, index));

    private static ModelSpec Named(Op op, int index) =>
        OneLayerModel.Spec(op, op.Examples[index]) with { Name = $"{op.Name}{index}", Gpu = true };
}

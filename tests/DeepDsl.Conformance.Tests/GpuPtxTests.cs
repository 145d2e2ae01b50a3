using System.Reflection;
using DeepDsl.Compiler.Ops;
using DeepDsl.Gpu.Tests;

namespace DeepDsl.Conformance.Tests;

/// <summary>What the GPU emitter makes of each op, compiled for NVIDIA cards, which needs no card.</summary>
public sealed class GpuPtxTests
{
    public static TheoryData<string> Ops => [.. OpTable.All.Select(op => op.Name)];

    [Fact]
    public void Most_ops_have_kernels_of_their_own() =>
        Assert.True(2 * OpTable.All.Count(op => Kernels(op).Length > 0) > OpTable.All.Count());

    [Theory]
    [MemberData(nameof(Ops))]
    public void Emitted_kernels_keep_everything_in_registers(string name) =>
        Assert.All(Kernels(OpTable.Find(name)!), kernel => Ptx.AssertKeepsEverythingInRegisters(kernel));

    private static MethodInfo[] Kernels(Op op) =>
    [
        .. from index in Enumerable.Range(0, op.Examples.Count)
           let emitted = CompiledExamples.Gpu(op, index)
           where emitted is not null
           from kernel in Ptx.KernelsOf(emitted)
           select kernel,
    ];
}

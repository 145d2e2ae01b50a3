using System.Reflection;
using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace DeepDsl.Gpu.Tests;

/// <summary>Every kernel compiles for NVIDIA cards, which needs ILGPU but no card.</summary>
public sealed class PtxTests
{
    public static TheoryData<string> Kernels => [.. KernelList.All.Select(KernelList.NameOf)];

    [Fact]
    public void List_HoldsTheKernels()
    {
        string[] names = [.. KernelList.All.Select(KernelList.NameOf)];

        Assert.Contains("UpdateKernels.Update/AdamRule", names);
        Assert.Contains("MatMulKernels.Multiply/LargeTile", names);
        Assert.Contains("FlatKernels.Fill", names);
        Assert.Contains(names, name => name.Contains("ClassifierPrograms.Map1"));
        Assert.Contains(names, name => name.Contains("ClassifierPrograms.Reduce1"));
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Kernel_KeepsEverythingInRegisters(string name)
    {
        string ptx = Compile(KernelList.All.Single(kernel => KernelList.NameOf(kernel) == name));

        Assert.Contains(".visible .entry", ptx);
        // Local memory is what registers spill to: one indexed array or address taken makes a kernel many times slower.
        Assert.DoesNotContain(".local", ptx);
        // A call to what ILGPU doesn't know compiles to an external function that no card has.
        Assert.DoesNotContain(".extern .func", ptx);
        Assert.DoesNotContain("call", ptx.Split('\n').Select(line => line.TrimStart().Split(' ', '.')[0]));
    }

    [Fact]
    public void Functions_KeepEverythingInRegisters()
    {
        string ptx = Compile(((Delegate)GpuMathTests.CallAll).Method);

        Assert.DoesNotContain(".local", ptx);
        // What the GPU only approximates is not used where it would cost digits.
        Assert.DoesNotContain("approx", ptx);
    }

    [Fact]
    public void IndexedLocalArray_ShowsAsLocalMemory() => Assert.Contains(".local", Compile(((Delegate)SortThree).Method));

    private static void SortThree(ArrayView<float> values)
    {
        var local = LocalMemory.Allocate<float>(3);
        for (int i = 0; i < 3; i++)
        {
            local[i] = values[i];
        }

        values[0] = local[(int)values[2]];
    }

    /// <summary>In a context of its own: one kernel that fails to compile breaks all later ones in the same context.</summary>
    private static string Compile(MethodInfo kernel)
    {
        using var context = GpuDevice.CreateContext(builder => builder);
        using var backend = new PTXBackend(context, CudaArchitecture.SM_80, CudaInstructionSet.ISA_70, null!);
        var compiled = backend.Compile(EntryPointDescription.FromExplicitlyGroupedKernel(kernel), new KernelSpecialization(256, 2));
        return ((PTXCompiledKernel)compiled).PTXAssembly;
    }
}

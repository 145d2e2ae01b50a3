using ILGPU;

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
        Assert.Contains("FlatKernels.Fill", names);
        Assert.Contains("DeepDsl_Gpu_Tests_ClassifierPrograms.Product_Nx39_39x21", names);
        Assert.Contains("DeepDsl_Gpu_Tests_ClassifierPrograms.Map_Nx10", names);
        Assert.Contains("DeepDsl_Gpu_Tests_ClassifierPrograms.Rows_Nx10", names);
        Assert.Contains("DeepDsl_Gpu_Tests_ClassifierPrograms.SideBySide3_Sum_Nx10_1x10", names);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Kernel_KeepsEverythingInRegisters(string name) =>
        Ptx.AssertKeepsEverythingInRegisters(KernelList.All.Single(kernel => KernelList.NameOf(kernel) == name));

    [Fact]
    public void Functions_KeepEverythingInRegisters()
    {
        string ptx = Ptx.Compile(((Delegate)GpuMathTests.CallAll).Method);

        Assert.DoesNotContain(".local", ptx);
        // What the GPU only approximates is not used where it would cost digits.
        Assert.DoesNotContain("approx", ptx);
    }

    [Fact]
    public void IndexedLocalArray_ShowsAsLocalMemory() => Assert.Contains(".local", Ptx.Compile(((Delegate)SortThree).Method));

    private static void SortThree(ArrayView<float> values)
    {
        var local = LocalMemory.Allocate<float>(3);
        for (int i = 0; i < 3; i++)
        {
            local[i] = values[i];
        }

        values[0] = local[(int)values[2]];
    }
}

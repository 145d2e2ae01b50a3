using ILGPU;
using ILGPU.Runtime;

namespace DeepDsl.Gpu.Tests;

/// <summary>What hangs, faults or passes by luck on a GPU is an error with a name here.</summary>
public sealed class EmulationErrorTests : IDisposable
{
    private readonly TestAccelerator _device = new(warpSize: 4, warps: 4);

    private Accelerator Accelerator => _device.Accelerator;

    public void Dispose() => _device.Dispose();

    [StandinFact]
    public void BarrierInADivergentBranch_NamesTheThreads()
    {
        using var output = _device.Upload(new int[8]);
        var kernel = Accelerator.LoadStreamKernel<ArrayView<int>>(BarrierForTheFirstHalf);

        var error = Assert.Throws<InvalidOperationException>(() => kernel(new KernelConfig(1, 8), output.View));

        Assert.Contains(
            "thread 0 waits at Group.Barrier number 1 (in BarrierForTheFirstHalf), thread 4 has left the kernel", error.Message);
    }

    [StandinFact]
    public void ThreadsAtDifferentBarriers_Diverge()
    {
        using var output = _device.Upload(new int[8]);
        var kernel = Accelerator.LoadStreamKernel<ArrayView<int>>(OneBarrierEach);

        var error = Assert.Throws<InvalidOperationException>(() => kernel(new KernelConfig(1, 8), output.View));

        Assert.Contains("diverged", error.Message);
        Assert.Contains("number 1", error.Message);
        Assert.Contains("number 2", error.Message);
    }

    [StandinFact]
    public void IndexOutsideAView_NamesKernelAndThread()
    {
        using var output = _device.Upload(new int[3]);
        var kernel = Accelerator.LoadStreamKernel<ArrayView<int>>(WriteOwnIndex);

        var error = Assert.Throws<InvalidOperationException>(() => kernel(new KernelConfig(1, 4), output.View));

        Assert.Contains(
            "WriteOwnIndex failed in group (0, 0, 0), thread (3, 0, 0): Index 3 is outside a view of Int32 with length 3", error.Message);
    }

    [StandinFact]
    public void MoreThreadsThanTheDeviceHas_IsRefused()
    {
        using var output = _device.Upload(new int[32]);
        var kernel = Accelerator.LoadStreamKernel<ArrayView<int>>(WriteOwnIndex);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => kernel(new KernelConfig(1, 17), output.View));

        Assert.Contains("wants 17 threads in a group; CPUAccelerator has 1 to 16", error.Message);
    }

    [StandinFact]
    public void FreshMemory_IsNotZero()
    {
        using var buffer = Accelerator.Allocate1D<float>(4);

        Assert.All(TestAccelerator.Download(buffer), value => Assert.True(float.IsNaN(value)));
    }

    [StandinFact]
    public void BarrierOutsideAKernel_SaysSo() =>
        Assert.Contains("outside a kernel", Assert.Throws<InvalidOperationException>(Group.Barrier).Message);

    private static void BarrierForTheFirstHalf(ArrayView<int> output)
    {
        if (Group.IdxX < 4)
        {
            Group.Barrier();
        }

        output[Group.IdxX] = 1;
    }

    private static void OneBarrierEach(ArrayView<int> output)
    {
        if (Group.IdxX < 4)
        {
            Group.Barrier();
        }
        else
        {
            Group.Barrier();
        }

        output[Group.IdxX] = 1;
    }

    private static void WriteOwnIndex(ArrayView<int> output) => output[Group.IdxX] = Group.IdxX;
}

using ILGPU;
using ILGPU.Runtime;

namespace DeepDsl.Gpu.Tests;

public sealed class KernelCacheTests(GpuDevices devices) : GpuTest(devices)
{
    private static readonly Action<ArrayView<float>> s_kernel = SetNumber;

    [Fact]
    public void Kernel_IsCompiledOncePerSizeOfItsGroups()
    {
        var device = Open(16);
        using var buffer = Upload(device, new float[32]);
        List<int?> compiled = [];

        foreach (int groupSize in (int[])[4, 4, 16, 4])
        {
            KernelConfig config = new(2, groupSize);
            device.Kernels.Get(s_kernel, config, Load)(device.Stream, config, buffer.View);
        }

        Assert.Equal([4, 16], compiled);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8], Download(buffer)[..9]);

        Action<AcceleratorStream, KernelConfig, ArrayView<float>> Load(
            Accelerator accelerator, Action<ArrayView<float>> kernel, KernelSpecialization group)
        {
            compiled.Add(group.MaxNumThreadsPerGroup);
            return accelerator.LoadKernel(kernel, group);
        }
    }

    private static void SetNumber(ArrayView<float> values)
    {
        int i = (Grid.IdxX * Group.DimX) + Group.IdxX;
        values[i] = i;
    }
}

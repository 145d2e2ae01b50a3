using ILGPU;
using ILGPU.Runtime;

namespace DeepDsl.Gpu.Tests;

/// <summary>Groups, barriers, shared memory, shuffles and atomics mean the same on the stand-in as on ILGPU's CPU accelerator.</summary>
public sealed class EmulationTests : IDisposable
{
    private readonly TestAccelerator _device = new(warpSize: 4, warps: 4);

    private Accelerator Accelerator => _device.Accelerator;

    public void Dispose() => _device.Dispose();

    [Fact]
    public void Launch_RunsEveryThreadOfEveryGroup()
    {
        using var output = _device.Upload(new int[24]);
        var kernel = Accelerator.LoadStreamKernel<ArrayView<int>>(WriteGlobalIndex);

        kernel(new KernelConfig(new Index3D(2, 1, 3), new Index3D(2, 2, 1)), output.View);
        Accelerator.Synchronize();

        Assert.Equal(Enumerable.Range(0, 24).Select(i => 1000 + i), TestAccelerator.Download(output));
    }

    [Fact]
    public void AutoGroupedKernel_StopsAtTheExtent()
    {
        using var output = _device.Upload(new float[21]);
        var kernel = Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>, float>(AddToIndex);

        kernel(20, output.View, 0.5f);
        Accelerator.Synchronize();

        Assert.Equal([.. Enumerable.Range(0, 20).Select(i => i + 0.5f), 0], TestAccelerator.Download(output));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(16)]
    public void TreeReduction_AddsAcrossTheGroup(int threads)
    {
        float[] values = [.. Enumerable.Range(1, 3 * threads).Select(i => (float)i)];
        using var input = _device.Upload(values);
        using var output = _device.Upload(new float[3]);
        var kernel = Accelerator.LoadStreamKernel<ArrayView<float>, ArrayView<float>>(SumOfGroup);

        kernel(new KernelConfig(3, threads), input.View, output.View);
        Accelerator.Synchronize();

        Assert.Equal(values.Chunk(threads).Select(chunk => chunk.Sum()), TestAccelerator.Download(output));
    }

    [Fact]
    public void Shuffles_InTheMiddleOfAnExpression_ExchangeWithinTheWarp()
    {
        float[] values = [.. Enumerable.Range(0, 8).Select(i => MathF.Pow(2, i))];
        using var input = _device.Upload(values);
        using var output = _device.Upload(new float[8]);
        var kernel = Accelerator.LoadStreamKernel<ArrayView<float>, ArrayView<float>>(SumOfWarp);

        kernel(new KernelConfig(1, 8), input.View, output.View);
        Accelerator.Synchronize();

        Assert.Equal([15, 15, 15, 15, 240, 240, 240, 240], TestAccelerator.Download(output));
    }

    [Fact]
    public void ShuffleDown_BeyondTheWarp_KeepsTheLanesOwnValue()
    {
        using var output = _device.Upload(new int[8]);
        var kernel = Accelerator.LoadStreamKernel<ArrayView<int>>(ShiftDown);

        kernel(new KernelConfig(1, 8), output.View);
        Accelerator.Synchronize();

        Assert.Equal([1, 2, 3, 3, 5, 6, 7, 7], TestAccelerator.Download(output));
    }

    [Fact]
    public void BarrierInALoop_KeepsEachThreadsLocals()
    {
        using var output = _device.Upload(new int[16]);
        var kernel = Accelerator.LoadStreamKernel<ArrayView<int>, int>(RotateThroughSharedMemory);

        kernel(new KernelConfig(1, 16), output.View, 5);
        Accelerator.Synchronize();

        // Thread i adds up what i + 1 ... i + 5 brought, and multiplies by its own start.
        Assert.Equal(
            Enumerable.Range(0, 16).Select(i => 100 * i + Enumerable.Range(i + 1, 5).Sum(j => j % 16)), TestAccelerator.Download(output));
    }

    [Fact]
    public void Atomics_AddUpOverAllGroups()
    {
        using var total = _device.Upload(0);
        var kernel = Accelerator.LoadStreamKernel<ArrayView<int>>(CountThreads);

        kernel(new KernelConfig(7, 16), total.View);
        Accelerator.Synchronize();

        Assert.Equal([112], TestAccelerator.Download(total));
    }

    [Fact]
    public void Cast_ReadsFourFloatsAtOnce()
    {
        using var input = _device.Upload<float>(0, 0, 0, 0, 1, 2, 3, 4);
        using var output = _device.Upload(0f);
        var kernel = Accelerator.LoadStreamKernel<ArrayView<float>, ArrayView<float>>(SumFour);

        kernel(new KernelConfig(1, 1), input.View.SubView(4, 4), output.View);
        Accelerator.Synchronize();

        Assert.Equal([10], TestAccelerator.Download(output));
    }

    private static void WriteGlobalIndex(ArrayView<int> output) =>
        output[(((Grid.IdxZ * Grid.DimX) + Grid.IdxX) * Group.DimY + Group.IdxY) * Group.DimX + Group.IdxX] = 1000 + Grid.GlobalLinearIndex;

    private static void AddToIndex(Index1D index, ArrayView<float> output, float value) => output[index] = index + value;

    private static void SumOfGroup(ArrayView<float> input, ArrayView<float> output)
    {
        var shared = SharedMemory.Allocate<float>(16);
        shared[Group.IdxX] = input[Grid.IdxX * Group.DimX + Group.IdxX];
        for (int stride = Group.DimX / 2; stride > 0; stride /= 2)
        {
            Group.Barrier();
            if (Group.IdxX < stride)
            {
                shared[Group.IdxX] += shared[Group.IdxX + stride];
            }
        }

        if (Group.IdxX == 0)
        {
            output[Grid.IdxX] = shared[0];
        }
    }

    private static void SumOfWarp(ArrayView<float> input, ArrayView<float> output) =>
        output[Group.IdxX] = AddOverWarp(input[Group.IdxX]);

    private static float AddOverWarp(float value)
    {
        for (int mask = Warp.WarpSize / 2; mask > 0; mask /= 2)
        {
            value += Warp.ShuffleXor(value, mask);
        }

        return value;
    }

    private static void ShiftDown(ArrayView<int> output) => output[Group.IdxX] = Warp.ShuffleDown(Group.IdxX, 1);

    private static void RotateThroughSharedMemory(ArrayView<int> output, int rounds)
    {
        var shared = SharedMemory.Allocate<int>(16);
        int mine = Group.IdxX;
        int sum = 100 * mine;
        for (int round = 0; round < rounds; round++)
        {
            shared[Group.IdxX] = mine;
            Group.Barrier();
            mine = shared[(Group.IdxX + 1) % 16];
            sum += mine;
            Group.Barrier();
        }

        output[Group.IdxX] = sum;
    }

    private static void CountThreads(ArrayView<int> total) => Atomic.Add(ref total[0], 1);

    private static void SumFour(ArrayView<float> input, ArrayView<float> output)
    {
        var four = input.Cast<Four>()[0];
        output[0] = four.A + four.B + four.C + four.D;
    }

    private readonly struct Four(float a, float b, float c, float d)
    {
        public readonly float A = a, B = b, C = c, D = d;
    }
}

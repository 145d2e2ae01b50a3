using System.Numerics;
using DeepDsl.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace DeepDsl.Gpu;

/// <summary>Chooses grids and groups for the hand-written kernels, by what the device allows.</summary>
internal sealed class GpuOps
{
    /// <summary>The largest group that a kernel is made for.</summary>
    private const int LargeGroup = 256;

    // The side of the groups that compute tiles in the emulation; kernels for a card have its own size in them.
    public const int SmallSide = 4;

    private readonly GpuDevice _device;

    public GpuOps(GpuDevice device)
    {
        _device = device;
        int most = Math.Min(device.Accelerator.MaxNumThreadsPerGroup, GroupReduction.MaxThreads);
        int least = device.IsEmulation ? SmallSide * SmallSide : LargeGroup;
        if (most < least)
        {
            throw new NotSupportedException($"{device.Name} has groups of at most {most} threads; the kernels need {least}.");
        }

        GroupSize = (int)BitOperations.RoundUpToPowerOf2((uint)most + 1) / 2;
    }

    /// <summary>Threads of a group that has no shape of its own: a power of two, since reductions halve it.</summary>
    public int GroupSize { get; }

    /// <summary>As many warps, and some beyond, which have nothing to do.</summary>
    public KernelConfig Warps(int count) => new(DivideUp(count, Math.Max(1, GroupSize / _device.Accelerator.WarpSize)), GroupSize);

    /// <summary>
    /// A thread for each of <paramref name="count"/> elements. Of none, as all steps but the first are where there is one, a group all the same,
    /// since there is no launch of no group.
    /// </summary>
    public KernelConfig Flat(int count) => new(Math.Max(1, DivideUp(count, GroupSize)), GroupSize);

    public KernelConfig Groups(int count) => new(count, GroupSize);

    public void Fill(ArrayView<float> target, float value)
    {
        int count = target.IntLength;
        if (count > 0)
        {
            _device.Launch(FlatKernels.Fill, Flat(count), target, value, count);
        }
    }

    public void Scale(ArrayView<float> target, float factor)
    {
        int count = target.IntLength;
        if (count > 0)
        {
            _device.Launch(FlatKernels.Scale, Flat(count), target, factor, count);
        }
    }

    public void Copy(ArrayView<float> source, ArrayView<float> target)
    {
        if (source.Length > 0)
        {
            source.CopyTo(_device.Stream, target);
        }
    }

    /// <summary>The first <paramref name="width"/> values of rows, each <paramref name="rowLength"/> long, one after the other.</summary>
    public void Gather(ArrayView<float> values, ArrayView<float> rows, ArrayView<float> target, int rowLength, int width)
    {
        int count = target.IntLength;
        _device.Launch(
            RowKernels.Gather, Flat(count), values.Cast<int>(), rows.Cast<int>(), target.Cast<int>(), rowLength, width, count);
    }

    /// <summary>target += factor * source.</summary>
    public void AddScaled(ArrayView<float> target, ArrayView<float> source, float factor)
    {
        int count = target.IntLength;
        if (count > 0)
        {
            _device.Launch(FlatKernels.AddScaled, Flat(count), target, source, factor, count);
        }
    }

    public static int DivideUp(int count, int size) => (count + size - 1) / size;
}

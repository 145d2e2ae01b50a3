using System.Numerics;
using DeepDsl.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace DeepDsl.Gpu;

/// <summary>Chooses grids and groups for the hand-written kernels, by what the device allows.</summary>
internal sealed class GpuOps
{
    // Sides of the groups that compute tiles. Kernels keep slices of them in shared memory, for which the larger one is the limit.
    private const int LargeSide = 16;
    private const int SmallSide = 4;
    private const int PerThread = 4;

    private readonly GpuDevice _device;

    public GpuOps(GpuDevice device)
    {
        _device = device;
        int most = Math.Min(device.Accelerator.MaxNumThreadsPerGroup, GroupReduction.MaxThreads);
        const int least = SmallSide * SmallSide;
        if (most < least)
        {
            throw new NotSupportedException($"{device.Name} has groups of at most {most} threads; the kernels need {least}.");
        }

        GroupSize = (int)BitOperations.RoundUpToPowerOf2((uint)most + 1) / 2;
    }

    /// <summary>Threads of a group that has no shape of its own: a power of two, since reductions halve it.</summary>
    public int GroupSize { get; }

    /// <summary>A thread for each of <paramref name="count"/> elements.</summary>
    public KernelConfig Flat(int count) => new(DivideUp(count, GroupSize), GroupSize);

    public KernelConfig Groups(int count) => new(count, GroupSize);

    /// <summary>A square group for each tile of each matrix of a batch; rows along x, of which a grid may have the most.</summary>
    public KernelConfig Tiles(int rows, int columns, int batch)
    {
        int side = GroupSize >= LargeSide * LargeSide ? LargeSide : SmallSide;
        int tile = side * PerThread;
        return new(new Index3D(DivideUp(rows, tile), DivideUp(columns, tile), batch), new Index3D(side, side, 1));
    }

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

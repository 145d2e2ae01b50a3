using DeepDsl.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace DeepDsl.Gpu;

/// <summary>Chooses grids and groups for the hand-written kernels, by what the device allows.</summary>
internal sealed class GpuOps
{
    private readonly GpuDevice _device;

    public GpuOps(GpuDevice device)
    {
        _device = device;
        GroupSize = Math.Min(device.Accelerator.MaxNumThreadsPerGroup, GroupReduction.MaxThreads);
        int least = SmallTile.Threads * SmallTile.Threads;
        if (GroupSize < least)
        {
            throw new NotSupportedException($"{device.Name} has groups of at most {GroupSize} threads; the kernels need {least}.");
        }
    }

    /// <summary>Threads of a group that has no shape of its own.</summary>
    public int GroupSize { get; }

    /// <summary>A thread for each of <paramref name="count"/> elements.</summary>
    public KernelConfig Flat(int count) => new(DivideUp(count, GroupSize), GroupSize);

    public void Fill(ArrayView<float> target, float value) => EachElement(FlatKernels.Fill, target, value);

    /// <summary>Limits every element to [-limit, limit].</summary>
    public void Clamp(ArrayView<float> target, float limit) => EachElement(FlatKernels.Clamp, target, limit);

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

    /// <summary>[outer, length, inner] to [outer, inner]; see <see cref="Sum"/>, <see cref="Maximum"/>, <see cref="Minimum"/>.</summary>
    public void Reduce<TReduction>(ArrayView<float> input, ArrayView<float> output, int outer, int length, int inner)
        where TReduction : struct, IReduction
    {
        if (outer == 0 || inner == 0)
        {
            return;
        }

        if (inner == 1)
        {
            _device.Launch(ReduceKernels.Rows<TReduction>, new KernelConfig(outer, GroupSize), input, output, length);
            return;
        }

        var config = new KernelConfig(
            new Index3D(DivideUp(inner, ReduceKernels.Columns), outer, 1),
            new Index3D(ReduceKernels.Columns, GroupSize / ReduceKernels.Columns, 1));
        _device.Launch(ReduceKernels.Middle<TReduction>, config, input, output, length, inner);
    }

    /// <summary>c = a * b, or c += a * b, for each index of the batch.</summary>
    public void MatMul(ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, MatMulShape shape)
    {
        if (shape.M == 0 || shape.N == 0 || shape.Batch == 0)
        {
            return;
        }

        if (GroupSize >= LargeTile.Threads * LargeTile.Threads)
        {
            MatMul<LargeTile>(a, b, c, shape);
        }
        else
        {
            MatMul<SmallTile>(a, b, c, shape);
        }
    }

    private void MatMul<TTile>(ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, MatMulShape shape)
        where TTile : struct, IMatMulTile
    {
        int tile = TTile.Threads * MatMulKernels.PerThread;
        var grid = new Index3D(DivideUp(shape.N, tile), DivideUp(shape.M, tile), shape.Batch);
        var group = new Index3D(TTile.Threads * TTile.Threads, 1, 1);
        _device.Launch(MatMulKernels.Multiply<TTile>, new KernelConfig(grid, group), a, b, c, shape);
    }

    private void EachElement(Action<ArrayView<float>, float, int> kernel, ArrayView<float> target, float value)
    {
        int count = target.IntLength;
        if (count > 0)
        {
            _device.Launch(kernel, Flat(count), target, value, count);
        }
    }

    public static int DivideUp(int count, int size) => (count + size - 1) / size;
}

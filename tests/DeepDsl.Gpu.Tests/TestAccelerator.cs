using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace DeepDsl.Gpu.Tests;

/// <summary>ILGPU's CPU accelerator, the stand-in's or the real one's, with groups large enough for the kernels under test.</summary>
internal sealed class TestAccelerator : IDisposable
{
    private readonly Context _context;

    public TestAccelerator(int warpSize = 32, int warps = 8)
    {
        _context = Context.Create(builder => builder
            .CPU(new CPUDevice(warpSize, warps, 1)).Optimize(OptimizationLevel.O2).EnableAlgorithms());
        Accelerator = _context.GetPreferredDevice(preferCPU: true).CreateAccelerator(_context);
    }

    public Accelerator Accelerator { get; }

    public MemoryBuffer1D<T, Stride1D.Dense> Upload<T>(params T[] values)
        where T : unmanaged
    {
        var buffer = Accelerator.Allocate1D<T>(values.Length);
        buffer.View.CopyFromCPU(values);
        return buffer;
    }

    public static T[] Download<T>(MemoryBuffer1D<T, Stride1D.Dense> buffer)
        where T : unmanaged
    {
        var values = new T[buffer.Length];
        buffer.View.CopyToCPU(values);
        return values;
    }

    public void Dispose()
    {
        Accelerator.Dispose();
        _context.Dispose();
    }
}

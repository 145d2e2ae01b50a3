using System.Reflection;
using DeepDsl.CompilerServices;
using DeepDsl.PtxAnalysis;
using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.OpenCL;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace DeepDsl.Gpu.Tests;

/// <summary>Products compile for cards whose threads must wait for what they copy, which needs no card.</summary>
public sealed class OtherCardsTests
{
    private static readonly MethodInfo Kernel = ((Delegate)Product32).Method;

    [Fact]
    public void NvidiaCardsBeforeTheInstruction_CopyByRegisters()
    {
        string old = PtxCompiler.Compile(Kernel, CudaArchitecture.SM_75);

        Assert.DoesNotContain("cp.async", old);
        Assert.DoesNotContain(".extern .func", old);
        Assert.Contains("ld.global", old);
        Assert.Contains("cp.async", PtxCompiler.Compile(Kernel, CudaArchitecture.SM_80));
    }

    [Fact]
    public void OpenCLCards_HaveTheSameProduct()
    {
        using var context = GpuDevice.CreateContext(builder => builder);
        var flags = typeof(CLCapabilityContext).GetConstructors().Single().GetParameters().Select(_ => (object)true).ToArray();
        using var backend = new CLBackend(
            context, (CLCapabilityContext)Activator.CreateInstance(typeof(CLCapabilityContext), flags)!, CLDeviceVendor.Other, CLCVersion.CL20);

        var kernel = (CLCompiledKernel)backend.Compile(EntryPointDescription.FromExplicitlyGroupedKernel(Kernel), new KernelSpecialization(64, null));

        Assert.Contains("kernel void", kernel.Source);
        // The size of its group is a constant there as on other cards: the loops ask nobody.
        Assert.DoesNotContain("get_local_size", kernel.Source);
    }

    private static void Product32(ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, int n) =>
        Product.Run<Threads8x8, Tile4x4, DepthAdjoins, LinesAdjoin, MatrixOperand, MatrixOperand, ProductTarget<AsIs>>(
            new(a, 0, n, 32, 32, 1, true), new(b, 0, 32, 32, 1, 32, true), new(c, 0, n, 32, 32, true, default), 0, 32, default);
}

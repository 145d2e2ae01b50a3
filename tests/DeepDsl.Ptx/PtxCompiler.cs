using System.Reflection;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace DeepDsl.Ptx;

/// <summary>A kernel as text for NVIDIA cards, which needs no card.</summary>
public static class PtxCompiler
{
    /// <summary>In a context of its own: one kernel that fails to compile breaks all later ones in the same context.</summary>
    public static string Compile(MethodInfo kernel)
    {
        using var context = GpuDevice.CreateContext(builder => builder);
        return Compile(context, kernel);
    }

    private static string Compile(ILGPU.Context context, MethodInfo kernel)
    {
        using var backend = new PTXBackend(context, CudaArchitecture.SM_80, CudaInstructionSet.ISA_70, null!);
        var compiled = backend.Compile(EntryPointDescription.FromExplicitlyGroupedKernel(kernel), new KernelSpecialization(256, 2));
        return ((PTXCompiledKernel)compiled).PTXAssembly;
    }
}

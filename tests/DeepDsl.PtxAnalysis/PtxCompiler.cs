using System.Reflection;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace DeepDsl.PtxAnalysis;

/// <summary>A kernel as text for NVIDIA cards, which needs no card.</summary>
public static class PtxCompiler
{
    /// <summary>In a context of its own: one kernel that fails to compile breaks all later ones in the same context.</summary>
    public static string Compile(MethodInfo kernel) => Compile(kernel, CudaArchitecture.SM_80);

    /// <summary>For older cards too.</summary>
    public static string Compile(MethodInfo kernel, CudaArchitecture architecture)
    {
        using var context = GpuDevice.CreateContext(builder => builder);
        using var backend = new PTXBackend(context, architecture, CudaInstructionSet.ISA_70, null!);
        var compiled = backend.Compile(EntryPointDescription.FromExplicitlyGroupedKernel(kernel), new KernelSpecialization(256, 2));
        return ((PTXCompiledKernel)compiled).PTXAssembly;
    }

    /// <summary>The kernels among the methods of an emitted class: each takes the batch size last.</summary>
    public static IEnumerable<MethodInfo> KernelsOf(Type emitted) =>
        emitted.GetMethods(BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => method.GetParameters()[^1].ParameterType == typeof(int));
}

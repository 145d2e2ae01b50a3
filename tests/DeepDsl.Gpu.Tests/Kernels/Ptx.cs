using System.Reflection;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace DeepDsl.Gpu.Tests;

/// <summary>A kernel as text for NVIDIA cards, which needs no card.</summary>
internal static class Ptx
{
    /// <summary>In a context of its own: one kernel that fails to compile breaks all later ones in the same context.</summary>
    public static string Compile(MethodInfo kernel)
    {
        using var context = GpuDevice.CreateContext(builder => builder);
        using var backend = new PTXBackend(context, CudaArchitecture.SM_80, CudaInstructionSet.ISA_70, null!);
        var compiled = backend.Compile(EntryPointDescription.FromExplicitlyGroupedKernel(kernel), new KernelSpecialization(256, 2));
        return ((PTXCompiledKernel)compiled).PTXAssembly;
    }

    /// <summary>The kernels among the methods of an emitted class: each takes the batch size last.</summary>
    public static IEnumerable<MethodInfo> KernelsOf(Type emitted) =>
        emitted.GetMethods(BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => method.GetParameters()[^1].ParameterType == typeof(int));

    /// <summary>How many lines begin with an instruction.</summary>
    public static int Count(string ptx, string instruction) =>
        ptx.Split('\n').Count(line => line.TrimStart().StartsWith(instruction, StringComparison.Ordinal));

    /// <summary>The kernel's text.</summary>
    public static string AssertKeepsEverythingInRegisters(MethodInfo kernel)
    {
        string ptx = Compile(kernel);
        Assert.Contains(".visible .entry", ptx);
        // Local memory is what registers spill to: one indexed array or address taken makes a kernel many times slower.
        Assert.DoesNotContain(".local", ptx);
        // A call to what ILGPU doesn't know compiles to an external function that no card has.
        Assert.DoesNotContain(".extern .func", ptx);
        Assert.DoesNotContain("call", ptx.Split('\n').Select(line => line.TrimStart().Split(' ', '.')[0]));
        return ptx;
    }
}

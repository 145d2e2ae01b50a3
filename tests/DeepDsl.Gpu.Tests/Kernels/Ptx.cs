using System.Reflection;
using DeepDsl.PtxAnalysis;

namespace DeepDsl.Gpu.Tests;

/// <summary>A kernel as text for NVIDIA cards, which needs no card.</summary>
internal static class Ptx
{
    public static string Compile(MethodInfo kernel) => PtxCompiler.Compile(kernel);

    public static IEnumerable<MethodInfo> KernelsOf(Type emitted) => PtxCompiler.KernelsOf(emitted);

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

using DeepDsl.CompilerServices;

namespace DeepDsl.Gpu.Kernels;

/// <summary>An associative operation. ILGPU folds the static calls, so one kernel text serves them all.</summary>
internal interface IReduction
{
    static abstract float Combine(float a, float b);
}

internal readonly struct Sum : IReduction
{
    public static float Combine(float a, float b) => a + b;
}

internal readonly struct Maximum : IReduction
{
    public static float Combine(float a, float b) => GpuMath.Max(a, b);
}

internal readonly struct Minimum : IReduction
{
    public static float Combine(float a, float b) => GpuMath.Min(a, b);
}

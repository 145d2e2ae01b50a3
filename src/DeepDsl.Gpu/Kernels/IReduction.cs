using DeepDsl.CompilerServices;

namespace DeepDsl.Gpu.Kernels;

/// <summary>An associative operation and its neutral element. ILGPU folds the static calls, so one kernel text serves them all.</summary>
internal interface IReduction
{
    static abstract float Neutral { get; }
    static abstract float Combine(float a, float b);
}

internal readonly struct Sum : IReduction
{
    public static float Neutral => 0;
    public static float Combine(float a, float b) => a + b;
}

internal readonly struct Maximum : IReduction
{
    public static float Neutral => float.NegativeInfinity;
    public static float Combine(float a, float b) => GpuMath.Max(a, b);
}

internal readonly struct Minimum : IReduction
{
    public static float Neutral => float.PositiveInfinity;
    public static float Combine(float a, float b) => GpuMath.Min(a, b);
}

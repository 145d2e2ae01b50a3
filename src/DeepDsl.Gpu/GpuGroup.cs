using System.ComponentModel;
using DeepDsl.Gpu.Kernels;

namespace DeepDsl.CompilerServices;

/// <summary>
/// What emitted kernels do with the values of a whole group: those of threads whose numbers differ by a multiple of <c>columns</c> become
/// one, which each of them gets; or with those of a warp. All threads must call it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GpuGroup
{
    public static float Sum(float value, int columns) => GroupReduction.Combine<Sum>(value, columns);

    public static float Max(float value, int columns) => GroupReduction.Combine<Maximum>(value, columns);

    public static float Min(float value, int columns) => GroupReduction.Combine<Minimum>(value, columns);

    public static float WarpSum(float value) => GroupReduction.CombineWarp<Sum>(value);

    public static float WarpMax(float value) => GroupReduction.CombineWarp<Maximum>(value);

    public static float WarpMin(float value) => GroupReduction.CombineWarp<Minimum>(value);
}

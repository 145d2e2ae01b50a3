using System.ComponentModel;
using DeepDsl.Gpu.Kernels;

namespace DeepDsl.CompilerServices;

/// <summary>
/// What emitted kernels do with the values of neighbouring threads: those of each <c>lanes</c>, a power of two, become one, which each of
/// them gets. All threads of the group must call it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GpuLanes
{
    public static float Sum(float value, int lanes) => LaneReduction.Combine<Sum>(value, lanes);

    public static float Max(float value, int lanes) => LaneReduction.Combine<Maximum>(value, lanes);

    public static float Min(float value, int lanes) => LaneReduction.Combine<Minimum>(value, lanes);
}

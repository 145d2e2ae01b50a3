using System.ComponentModel;
using ILGPU;
using ILGPU.IR.Intrinsics;

namespace DeepDsl.CompilerServices;

/// <summary>
/// Products by a whole warp of 32 threads, each of which holds its part of the operands and of the result. On NVIDIA cards from compute
/// capability 8.0 on they are single instructions; elsewhere what stands here, which tests compare with plain products. In both, operands
/// are rounded, products are exact, and sums are made in float, by a card in an order of its own. All threads of a warp must call them.
/// <code>
/// lane = 4 g + t        TensorFloat32: A 16 x 8, B 8 x 8        BFloat16: A 16 x 16, B 16 x 8, two neighbours along the depth a register
/// a0, a1, a2, a3        (g, t) (g + 8, t) (g, t + 4) (g + 8, t + 4)    (g, 2t) (g + 8, 2t) (g, 2t + 8) (g + 8, 2t + 8)
/// b0, b1                (t, g) (t + 4, g)                              (2t, g) (2t + 8, g)
/// c.X, c.Y, c.Z, c.W    (g, 2t) (g, 2t + 1) (g + 8, 2t) (g + 8, 2t + 1)
/// </code>
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GpuTensorCores
{
    /// <summary>Threads that multiply together.</summary>
    internal const int WarpSize = 32;

    private const int Neighbours = 4;

    /// <summary>The float nearest to x of those with 10 bits behind the point, ties away from zero, as an operand.</summary>
    [IntrinsicImplementation]
    public static uint TensorFloat32(float x) => Interop.FloatAsInt(GpuMath.RoundTensorFloat32(x));

    /// <summary>Two values as operands of 16 bits each, ties to even; the first in the lower half.</summary>
    [IntrinsicImplementation]
    public static uint BFloat16(float first, float second) =>
        (Interop.FloatAsInt(GpuMath.RoundBFloat16(first)) >> 16) | (Interop.FloatAsInt(GpuMath.RoundBFloat16(second)) & 0xFFFF0000);

    /// <summary>a * b + c for A of 16 x 8 and B of 8 x 8.</summary>
    [IntrinsicImplementation]
    public static unsafe Float4 MultiplyTensorFloat32(uint a0, uint a1, uint a2, uint a3, uint b0, uint b1, Float4 c)
    {
        var own = stackalloc Fragment[WarpSize];
        var all = Share(own, new(a0, a1, a2, a3, b0, b1));
        for (int t = 0; t < Neighbours; t++)
        {
            var (a, left, right) = (all[Row + t], all[Column + t], all[Column + Neighbours + t]);
            c = Add(c, a.A0, a.A1, left.B0, right.B0);
            c = Add(c, a.A2, a.A3, left.B1, right.B1);
        }

        Warp.Barrier();
        return c;
    }

    /// <summary>a * b + c for A of 16 x 16 and B of 16 x 8.</summary>
    [IntrinsicImplementation]
    public static unsafe Float4 MultiplyBFloat16(uint a0, uint a1, uint a2, uint a3, uint b0, uint b1, Float4 c)
    {
        var own = stackalloc Fragment[WarpSize];
        var all = Share(own, new(a0, a1, a2, a3, b0, b1));
        for (int t = 0; t < Neighbours; t++)
        {
            var (a, left, right) = (all[Row + t], all[Column + t], all[Column + Neighbours + t]);
            c = AddPair(c, a.A0, a.A1, left.B0, right.B0);
            c = AddPair(c, a.A2, a.A3, left.B1, right.B1);
        }

        Warp.Barrier();
        return c;
    }

    /// <summary>The first of the threads that hold this one's row of A.</summary>
    private static int Row => Warp.LaneIdx / Neighbours * Neighbours;

    /// <summary>The first of the threads that hold this one's two columns of B.</summary>
    private static int Column => Warp.LaneIdx % Neighbours * (2 * Neighbours);

    /// <summary>
    /// What all threads of the warp hold, in the memory of its first one, which must live until all have read it. One exchange rather than
    /// one for each value, since each makes threads of the operating system wait for each other.
    /// </summary>
    private static unsafe Fragment* Share(Fragment* own, Fragment fragment)
    {
        var all = (Fragment*)Warp.Shuffle((long)own, 0);
        all[Warp.LaneIdx] = fragment;
        Warp.Barrier();
        return all;
    }

    private static Float4 AddPair(Float4 c, uint upper, uint lower, uint left, uint right) => Add(
        Add(c, upper << 16, lower << 16, left << 16, right << 16),
        upper & 0xFFFF0000, lower & 0xFFFF0000, left & 0xFFFF0000, right & 0xFFFF0000);

    /// <summary>Adds one column of A times one row of B, of which this thread has two values each.</summary>
    private static Float4 Add(Float4 c, uint upper, uint lower, uint left, uint right)
    {
        (float u, float l) = (Interop.IntAsFloat(upper), Interop.IntAsFloat(lower));
        (float x, float y) = (Interop.IntAsFloat(left), Interop.IntAsFloat(right));
        return new(u * x + c.X, u * y + c.Y, l * x + c.Z, l * y + c.W);
    }

    /// <summary>What one thread holds of both operands.</summary>
    private readonly record struct Fragment(uint A0, uint A1, uint A2, uint A3, uint B0, uint B1);
}

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
    public static Float4 MultiplyTensorFloat32(uint a0, uint a1, uint a2, uint a3, uint b0, uint b1, Float4 c)
    {
        var own = new Fragment(a0, a1, a2, a3, b0, b1);
        int lane = Warp.LaneIdx;
        int row = lane / Neighbours * Neighbours;
        int column = lane % Neighbours * (2 * Neighbours);
        for (int t = 0; t < Neighbours; t++)
        {
            var a = Warp.Shuffle(own, row + t);
            var left = Warp.Shuffle(own, column + t);
            var right = Warp.Shuffle(own, column + Neighbours + t);
            c = Add(c, a.A0, a.A1, left.B0, right.B0);
            c = Add(c, a.A2, a.A3, left.B1, right.B1);
        }

        return c;
    }

    /// <summary>a * b + c for A of 16 x 16 and B of 16 x 8.</summary>
    [IntrinsicImplementation]
    public static Float4 MultiplyBFloat16(uint a0, uint a1, uint a2, uint a3, uint b0, uint b1, Float4 c)
    {
        var own = new Fragment(a0, a1, a2, a3, b0, b1);
        int lane = Warp.LaneIdx;
        int row = lane / Neighbours * Neighbours;
        int column = lane % Neighbours * (2 * Neighbours);
        for (int t = 0; t < Neighbours; t++)
        {
            var a = Warp.Shuffle(own, row + t);
            var left = Warp.Shuffle(own, column + t);
            var right = Warp.Shuffle(own, column + Neighbours + t);
            c = AddPair(c, a.A0, a.A1, left.B0, right.B0);
            c = AddPair(c, a.A2, a.A3, left.B1, right.B1);
        }

        return c;
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

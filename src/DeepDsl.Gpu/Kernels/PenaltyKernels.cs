using DeepDsl.CompilerServices;
using ILGPU;
using ILGPU.Algorithms;

namespace DeepDsl.Gpu.Kernels;

/// <summary>L1 and L2 penalties, and bounds on the norms of weights.</summary>
internal static class PenaltyKernels
{
    /// <summary>A group per segment adds up L1 * |w| + L2 * w^2.</summary>
    public static void SumPenalties(
        ArrayView<float> weights, ArrayView<Segment> segments, ArrayView<Penalty> penalties, ArrayView<float> sums)
    {
        var segment = segments[Grid.IdxX];
        var penalty = penalties[segment.Parameter];
        float sum = 0;
        for (int i = Group.IdxX; i < segment.Length; i += Group.DimX)
        {
            float size = XMath.Abs(weights[segment.Start + i]);
            sum += size * (size * penalty.L2 + penalty.L1);
        }

        sum = GroupReduction.Combine<Sum>(sum);
        if (Group.IdxX == 0)
        {
            sums[Grid.IdxX] = sum;
        }
    }

    /// <summary>One group adds up the first <paramref name="count"/> sums and writes the total behind them.</summary>
    public static void Total(ArrayView<float> sums, int count)
    {
        float total = 0;
        for (int i = Group.IdxX; i < count; i += Group.DimX)
        {
            total += sums[i];
        }

        total = GroupReduction.Combine<Sum>(total);
        if (Group.IdxX == 0)
        {
            sums[count] = total;
        }
    }

    /// <summary>Adds the penalty's gradient to the gradients of parameters that are trained.</summary>
    public static void AddGradients(
        ArrayView<float> weights, ArrayView<float> gradients, ArrayView<Segment> segments, ArrayView<Penalty> penalties)
    {
        var segment = segments[Grid.IdxX];
        var penalty = penalties[segment.Parameter];
        if (penalty.Trains == 0)
        {
            return;
        }

        for (int i = Group.IdxX; i < segment.Length; i += Group.DimX)
        {
            float weight = weights[segment.Start + i];
            gradients[segment.Start + i] += penalty.L1 * GpuMath.Sign(weight) + 2 * penalty.L2 * weight;
        }
    }

    /// <summary>Bounds the norm of the weights into each unit, the last axis of a parameter. A thread per unit.</summary>
    public static void BoundNorms(
        ArrayView<float> weights, ArrayView<Treatment> treatments, ArrayView<StepProgress> progress, int parameter, int rows, int units,
        float limit)
    {
        int unit = Grid.IdxX * Group.DimX + Group.IdxX;
        if (unit >= units || treatments[parameter].Moves == 0 || progress[0].Halted != 0)
        {
            return;
        }

        float squares = 0;
        for (int row = 0; row < rows; row++)
        {
            squares += weights[row * units + unit] * weights[row * units + unit];
        }

        float norm = XMath.Sqrt(squares);
        if (norm > limit)
        {
            for (int row = 0; row < rows; row++)
            {
                weights[row * units + unit] *= limit / norm;
            }
        }
    }
}
